using System.Text;
using CsCheck;
using FaceRecMqtt.Mqtt.Commands;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

/// <summary>Whatever is sent to whatever command: no crash, one reply, one of the contract's codes.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Names = ["enroll", "enroll/Zoë", "enroll/", "list", "fly", "people/delete", "a//b", "\ufffd"];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\"name\"", "\"image\"", "\"samples\"", "\"force\"", "\"people\"", "\"transaction\"", "\"Anna\"", "1", "-0", "1e999",
        "7.0", "true", "false", "null", " ", "\\ud800", "\\u0000", "\u0000", "\"\\ud800\"", "\"\\udc00\\ud800\"", "AQI=", "\ud83d\ude00", "{\"", "//", "\"transaction\":1",
        "{\"transaction\":\"t\",", "\"a\":{\"a\":{\"a\":",
    ];

    private static readonly Gen<byte[]> Payload = Gen.OneOf(
        Gen.Byte.Array[0, 64],
        OneOf(Pieces).Array[0, 16].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))),
        OneOf(Pieces).Array[0, 12].Select(pieces => Encoding.UTF8.GetBytes("{" + string.Concat(pieces) + "}")),
        Gen.Select(OneOf("name", "image", "samples", "force", "people", "transaction", "x"), OneOf(Pieces)).Array[0, 5]
            .Select(members => Encoding.UTF8.GetBytes("{" + string.Join(',', members.Select(member => $"\"{member.Item1}\":{member.Item2}")) + "}")),
        Gen.Select(Gen.Int[0, 40], Gen.Byte).Select((at, value) =>
        {
            var good = """{"name":"Anna","transaction":"t","people":["a"]}"""u8.ToArray();
            good[at] = value;
            return good;
        }),
        Gen.Int[1, 40].Select(depth => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"people\":", depth)) + "1" + new string('}', depth))));

    [Fact]
    public Task Anything_sent_to_any_command_gets_exactly_one_reply() => Gen.Select(OneOf(Names), Payload, Gen.Bool).Array[1, 8].SampleAsync(
        async sent =>
        {
            await using var commander = new Commander(Definitions());
            foreach (var (name, payload, isAsked) in sent)
            {
                commander.Send(name, payload, responseTopic: isAsked ? "asker" : null, correlation: [1]);
            }

            // Every one is answered at its place, and at the asker's where there is one; the commander's end sees that nothing is left.
            for (var at = 0; at < sent.Sum(one => one.Item3 ? 2 : 1); at++)
            {
                var reply = Commander.Json(await commander.NextAsync());
                Assert.Equal(reply["status"]!.GetValue<string>() == "ok", reply["error"] is null);
                Assert.Contains(Commander.Code(reply), (string?[])[null, "bad_request", "unknown_command", "busy"]);
                Assert.NotNull(reply["data"]!.AsObject());
            }
        },
        iter: 3000);

    [Fact]
    public async Task Anything_that_is_sent_and_cut_anywhere_is_answered()
    {
        await using var commander = new Commander(Definitions());
        var good = """{"name":"Zoë","image":"AQI=","samples":3,"force":true,"people":["a","\ud83d\ude00"],"transaction":"7"}"""u8.ToArray();
        for (var length = 0; length <= good.Length; length++)
        {
            var reply = await commander.AskAsync("enroll", good[..length]);
            Assert.Equal(length < good.Length ? "bad_request" : null, Commander.Code(reply));
        }
    }

    [Fact]
    public void Any_value_for_any_setting_is_taken_or_refused_never_thrown() =>
        Gen.Select(OneOf("enabled", "min_similarity", "x", ""), Gen.String).Sample((key, value) =>
        {
            if (CameraSettingIntake.Read("front", key, value) is { } change)
            {
                Assert.True(change.Enabled is not null || change.MinSimilarity is >= 0 and <= 1);
            }
        });

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    private static CommandDefinition[] Definitions() =>
    [
        Commander.Echo("list"),
        Commander.Echo("people/delete", new CommandArgument("name", ArgumentKind.Text, "") { Required = true }) with { BareArgument = "name" },
        Commander.Echo(
            "enroll",
            new CommandArgument("name", ArgumentKind.Text, "") { Required = true, Min = 1 },
            new CommandArgument("image", ArgumentKind.Bytes, ""),
            new CommandArgument("samples", ArgumentKind.WholeNumber, ""),
            new CommandArgument("force", ArgumentKind.Flag, ""),
            new CommandArgument("people", ArgumentKind.TextList, "")) with
        {
            PathArgument = "name",
            BytesArgument = "image",
        },
    ];
}
