using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

public sealed class ReplyTests
{
    private static readonly CommandDefinition Ping = new("ping", "", (_, _) => Task.FromResult(CommandReply.Ok(new JsonObject { ["pong"] = true })));

    [Theory]
    [InlineData("""{"transaction":7}""", "7")]
    [InlineData("""{"transaction":"7"}""", "\"7\"")]
    [InlineData("""{"transaction":"Zoë \"x\" \ud83d\ude00"}""", "\"Zoë \\\"x\\\" \\ud83d\\ude00\"")]
    [InlineData("""{"transaction":7.50}""", "7.50")]
    [InlineData("""{"transaction":12345678901234567890123}""", "12345678901234567890123")]
    [InlineData("""{"transaction":null}""", "null")]
    [InlineData("""{"transaction":true}""", "true")]
    public async Task A_transaction_is_echoed_as_it_came(string payload, string echoed)
    {
        await using var commander = new Commander([Ping]);
        commander.Send("ping", payload);
        var reply = await commander.NextAsync();
        Assert.Equal("facerec/edge/response/ping", reply.Topic);
        Assert.Equal($$"""{"status":"ok","data":{"pong":true},"transaction":{{echoed}}}""", reply.Text());
    }

    [Fact]
    public async Task Without_a_transaction_the_reply_has_none()
    {
        await using var commander = new Commander([Ping]);
        commander.Send("ping");
        Assert.Equal("""{"status":"ok","data":{"pong":true}}""", (await commander.NextAsync()).Text());
    }

    [Theory]
    [InlineData("""{"transaction":{"a":1}}""")]
    [InlineData("""{"transaction":[1]}""")]
    public async Task A_transaction_that_is_no_single_value_is_a_bad_request(string payload)
    {
        await using var commander = new Commander([Ping]);
        Assert.Equal("bad_request", await commander.CodeAsync("ping", payload));
    }

    [Fact]
    public async Task A_transaction_is_echoed_by_refusals_and_progress_too()
    {
        await using var commander = new Commander(
        [
            new CommandDefinition("work", "", (call, _) =>
            {
                call.Progress(1, 3);
                return Task.FromResult(CommandReply.Failed(CommandError.NoFace, "No face was found in the picture."));
            }),
        ]);
        commander.Send("work", """{"transaction":"t"}""");
        Assert.Equal("""{"status":"progress","data":{"done":1,"of":3},"transaction":"t"}""", (await commander.NextAsync()).Text());
        Assert.Equal(
            """{"status":"error","error":{"code":"no_face","message":"No face was found in the picture."},"data":{},"transaction":"t"}""",
            (await commander.NextAsync()).Text());
    }

    [Fact]
    public async Task Every_error_has_its_code_of_the_contract()
    {
        await using var commander = new Commander(Enum.GetValues<CommandError>().Select(error =>
            new CommandDefinition($"{(int)error}", "", (_, _) => Task.FromResult(CommandReply.Failed(error, "No.")))));
        var codes = new List<string?>();
        foreach (var error in Enum.GetValues<CommandError>())
        {
            codes.Add(await commander.CodeAsync($"{(int)error}"));
        }

        Assert.Equal(
            ("unknown_command not_allowed rate_limited bad_request too_large no_face many_faces too_small too_blurred low_pre_norm looks_like_other "
                + "not_found exists busy backend_unavailable model_mismatch timeout cancelled internal").Split(' '),
            codes);
    }

    [Fact]
    public async Task A_response_topic_is_answered_too_with_its_correlation_data()
    {
        await using var commander = new Commander([Ping]);
        commander.Send("ping", """{"transaction":1}"""u8.ToArray(), responseTopic: "home/replies", correlation: [0, 255, 7]);
        var usual = await commander.NextAsync();
        var asked = await commander.NextAsync();
        Assert.Equal("facerec/edge/response/ping", usual.Topic);
        Assert.Null(usual.CorrelationData);
        Assert.Equal("home/replies", asked.Topic);
        Assert.Equal([0, 255, 7], asked.CorrelationData!);
        Assert.Equal(usual.Text(), asked.Text());
        Assert.All([usual, asked], message => Assert.False(message.Retain));
    }

    [Fact]
    public async Task A_response_topic_that_is_the_usual_one_is_answered_once()
    {
        await using var commander = new Commander([Ping]);
        commander.Send("ping", [], responseTopic: "facerec/edge/response/ping", correlation: [1]);
        Assert.Equal([1], (await commander.NextAsync()).CorrelationData!);
    }

    [Theory]
    [InlineData("facerec/edge/state")]
    [InlineData("facerec/edge/command/restart")]
    [InlineData("facerec/edge/camera/front/set/enabled")]
    [InlineData("$SYS/x")]
    [InlineData("a/+/b")]
    [InlineData("a/#")]
    [InlineData("")]
    public async Task A_response_topic_that_would_pass_for_something_else_is_not_used(string responseTopic)
    {
        await using var commander = new Commander([Ping]);
        commander.Send("ping", [], responseTopic: responseTopic, correlation: [1]);
        Assert.Equal("facerec/edge/response/ping", (await commander.NextAsync()).Topic);
    }

    [Fact]
    public async Task A_response_topic_that_grew_too_long_by_repairing_its_text_is_not_used()
    {
        await using var commander = new Commander([Ping]);
        commander.Send("ping", [], responseTopic: new string('\ufffd', 30_000));
        Assert.Equal("facerec/edge/response/ping", (await commander.NextAsync()).Topic);
    }

    [Fact]
    public async Task An_unknown_command_with_the_longest_possible_topic_is_answered_on_a_topic_that_can_be_sent()
    {
        await using var commander = new Commander([Ping]);
        commander.Send(new string('x', ushort.MaxValue - "facerec/edge/command/".Length));
        var reply = await commander.NextAsync();
        Assert.Equal("unknown_command", Commander.Code(Commander.Json(reply)));
        Assert.InRange(Encoding.UTF8.GetByteCount(reply.Topic), 1, 2000);
    }

    [Fact]
    public async Task Progress_after_the_final_reply_is_not_said()
    {
        CommandCall? kept = null;
        await using var commander = new Commander(
            [new CommandDefinition("work", "", (call, _) => Task.FromResult(CommandReply.Ok(new JsonObject { ["n"] = (kept = call).Name })))]);
        await commander.AskAsync("work");
        kept!.Progress(1, 2);
        Assert.Empty(commander.Outbox.Drain());
    }

    [Fact]
    public async Task Replies_are_kept_like_events_and_progress_may_be_dropped()
    {
        await using var commander = new Commander([Ping]);
        commander.Send("ping");
        Assert.Equal(MessageKind.Event, (await commander.NextAsync()).Kind);
    }
}
