using System.Text;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

public sealed class RefusalTests
{
    private static readonly CommandArgument[] Arguments =
    [
        new("name", ArgumentKind.Text, "") { Required = true, Min = 1, Max = 64 },
        new("image", ArgumentKind.Bytes, ""),
        new("samples", ArgumentKind.WholeNumber, "") { Min = 1, Max = 20 },
        new("seconds", ArgumentKind.Number, "") { Min = 0.5, Max = 60 },
        new("force", ArgumentKind.Flag, "") { Group = CommandGroup.Force },
        new("people", ArgumentKind.TextList, "") { Max = 3 },
        new("policy", ArgumentKind.Text, "") { Choices = ["fixed", "auto"] },
    ];

    private static CommandDefinition Enroll => Commander.Echo("enroll", Arguments) with
    {
        BareArgument = "name",
        PathArgument = "name",
        BytesArgument = "image",
        Group = CommandGroup.Enroll,
    };

    [Theory]
    [InlineData("""{"name":"Anna","image":"AQI=","samples":3,"seconds":1.5,"force":true,"people":["a","b"],"policy":"auto"}""", """{"name":"Anna","image":"0102","samples":3,"seconds":1.5,"force":true,"people":["a","b"],"policy":"auto"}""")]
    [InlineData("""  {"name":"Zoë \ud83d\ude00","samples":5.0,"image":null}""", """{"name":"Zoë 😀","samples":5}""")]
    [InlineData("  Anna Lena \n", """{"name":"Anna Lena"}""")]
    [InlineData("[1]", """{"name":"[1]"}""")]
    [InlineData("\"Anna\"", """{"name":"\"Anna\""}""")]
    public async Task Arguments_arrive_as_they_were_meant(string payload, string expected)
    {
        await using var commander = new Commander([Enroll]);
        var reply = await commander.AskAsync("enroll", payload);
        Assert.Equal("ok", reply["status"]!.GetValue<string>());
        JsonAssert.Equal(expected, reply["data"]!);
    }

    [Fact]
    public async Task An_empty_payload_where_bytes_are_taken_as_they_are_is_an_empty_argument_and_not_a_missing_one()
    {
        await using var commander = new Commander([Enroll]);
        var reply = await commander.AskAsync("enroll/Anna", []);
        JsonAssert.Equal("""{"name":"Anna","image":""}""", reply["data"]!);
    }

    [Theory]
    [InlineData("{", "no JSON object")]
    [InlineData("""{"name":"Anna"} x""", "no JSON object")]
    [InlineData("""{"name":"Anna",}""", "no JSON object")]
    [InlineData("""{"name":"Anna","name":"Bea"}""", "no JSON object")]
    [InlineData("""{"name":"Anna","people":[[[[[[[[[[[[[[[[[[[["x"]]]]]]]]]]]]]]]]]]]]}""", "no JSON object")]
    [InlineData("""{"name":"\ud800"}""", "no Unicode")]
    [InlineData("""{"name":"Anna","\udc00":1}""", "no JSON object")]
    [InlineData("""{"name":7}""", "'name' must be a text from 1 to 64 characters")]
    [InlineData("""{"name":""}""", "'name' must be")]
    [InlineData("""{"nmae":"Anna"}""", "'nmae' is no argument of enroll; it takes name, image")]
    [InlineData("""{"name":"Anna","nonsense":null}""", "'nonsense' is no argument")]
    [InlineData("""{"Name":"Anna"}""", "'Name' is no argument")]
    [InlineData("{}", "enroll needs 'name'")]
    [InlineData("", "enroll needs 'name'")]
    [InlineData("""{"name":null}""", "enroll needs 'name'")]
    [InlineData("""{"name":"Anna","image":"AQ"}""", "base64")]
    [InlineData("""{"name":"Anna","image":[1]}""", "base64")]
    [InlineData("""{"name":"Anna","samples":2.5}""", "a whole number from 1 to 20")]
    [InlineData("""{"name":"Anna","samples":0}""", "a whole number")]
    [InlineData("""{"name":"Anna","samples":99999999999999999999}""", "a whole number")]
    [InlineData("""{"name":"Anna","samples":"3"}""", "a whole number")]
    [InlineData("""{"name":"Anna","seconds":1e999}""", "a number from 0.5 to 60")]
    [InlineData("""{"name":"Anna","seconds":0.4}""", "a number")]
    [InlineData("""{"name":"Anna","force":"true"}""", "true or false")]
    [InlineData("""{"name":"Anna","force":1}""", "true or false")]
    [InlineData("""{"name":"Anna","people":"a"}""", "a list of texts")]
    [InlineData("""{"name":"Anna","people":["a",1]}""", "a list of texts")]
    [InlineData("""{"name":"Anna","people":["a","b","c","d"]}""", "a list of texts")]
    [InlineData("""{"name":"Anna","policy":"sometimes"}""", "one of fixed, auto")]
    public async Task A_bad_request_says_what_is_wrong_and_is_not_run(string payload, string says)
    {
        await using var commander = new Commander([Enroll]);
        var reply = await commander.AskAsync("enroll", payload);
        Assert.Equal("bad_request", Commander.Code(reply));
        Assert.Contains(says, reply["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_UTF_8_is_a_bad_request()
    {
        await using var commander = new Commander([Enroll]);
        Assert.Equal("bad_request", Commander.Code(await commander.AskAsync("enroll", [0xff, 0xfe, 0x41])));
        Assert.Equal("bad_request", Commander.Code(await commander.AskAsync("enroll", [.. """{"name":"A"""u8, 0xff, .. "\"}"u8])));
    }

    [Fact]
    public async Task A_text_for_a_command_that_takes_none_is_a_bad_request()
    {
        await using var commander = new Commander([Commander.Echo("ping")]);
        Assert.Equal("bad_request", await commander.CodeAsync("ping", "hello"));
        Assert.Null(await commander.CodeAsync("ping", " \n"));
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("enroll/a/b")]
    [InlineData("ping/x")]
    [InlineData("PING")]
    public async Task What_is_no_command_is_unknown(string command)
    {
        await using var commander = new Commander([Enroll, Commander.Echo("ping")]);
        commander.Send(command, """{"transaction":1}""");
        var reply = await commander.NextAsync();
        Assert.Equal($"facerec/edge/response/{command}", reply.Topic);
        Assert.Equal("unknown_command", Commander.Code(Commander.Json(reply)));
    }

    [Theory]
    [InlineData("Anna")]
    [InlineData("Zoë Łukasiewicz")]
    [InlineData("李 小龙")]
    public async Task Raw_bytes_are_enrolled_under_the_name_in_the_topic(string name)
    {
        await using var commander = new Commander([Enroll]);
        commander.Send($"enroll/{name}", [0xff, 0xd8, 0, 0x7b]);
        var reply = await commander.NextAsync();
        Assert.Equal("facerec/edge/response/enroll", reply.Topic);
        JsonAssert.Equal($$"""{"name":"{{name}}","image":"FFD8007B"}""", Commander.Json(reply)["data"]!);
    }

    [Fact]
    public async Task A_refusal_of_raw_bytes_says_whom_it_is_about()
    {
        await using var commander = new Commander([Enroll], new CommandPermissions { Enroll = false });
        var reply = await commander.AskAsync("enroll/Anna", [1, 2]);
        Assert.Equal("not_allowed", Commander.Code(reply));
        Assert.Equal("Anna", reply["data"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_name_in_the_topic_is_checked_like_any_other()
    {
        await using var commander = new Commander([Enroll]);
        Assert.Equal("bad_request", Commander.Code(await commander.AskAsync($"enroll/{new string('n', 65)}", [1])));
        Assert.Equal("bad_request", Commander.Code(await commander.AskAsync("enroll/", [1])));
    }

    [Fact]
    public async Task A_payload_over_the_limit_is_too_large()
    {
        await using var commander = new Commander([Enroll]);
        Assert.Equal("too_large", Commander.Code(await commander.AskAsync("enroll/Anna", new byte[Commander.Limit + 1])));
        Assert.Null(Commander.Code(await commander.AskAsync("enroll/Anna", new byte[Commander.Limit])));
    }

    [Fact]
    public async Task Retained_commands_are_ignored()
    {
        await using var commander = new Commander([Enroll, Commander.Echo("ping")]);
        commander.Send("ping", [], retained: true);
        commander.Send("fly", [], retained: true);
        Assert.Null(await commander.CodeAsync("ping"));
    }

    [Theory]
    [InlineData("people/list", null)]
    [InlineData("people/delete", null)]
    [InlineData("ping", null)]
    [InlineData("people2", "not_allowed")]
    [InlineData("backend", "not_allowed")]
    public async Task An_allow_list_covers_what_lies_below_its_names(string command, string? code)
    {
        await using var commander = new Commander(
            new[] { "people/list", "people/delete", "ping", "people2", "backend" }.Select(name => Commander.Echo(name)),
            new CommandPermissions { Allow = ["people", "ping"] });
        Assert.Equal(code, await commander.CodeAsync(command));
    }

    [Fact]
    public async Task An_empty_allow_list_switches_all_off()
    {
        await using var commander = new Commander([Commander.Echo("ping")], new CommandPermissions { Allow = [] });
        Assert.Equal("not_allowed", await commander.CodeAsync("ping"));
        Assert.Equal("unknown_command", await commander.CodeAsync("fly"));
    }

    [Fact]
    public async Task Each_group_has_a_switch_of_its_own()
    {
        (CommandGroup Group, CommandPermissions Off)[] switches =
        [
            (CommandGroup.Enroll, new() { Enroll = false }), (CommandGroup.Force, new() { Force = false }), (CommandGroup.Deletion, new() { Deletion = false }),
            (CommandGroup.Backup, new() { Backup = false }), (CommandGroup.Restart, new() { Restart = false }),
        ];
        foreach (var (group, off) in switches)
        {
            await using var commander = new Commander(
                Enum.GetValues<CommandGroup>().Select(other => Commander.Echo($"{other}") with { Group = other }), off);
            foreach (var other in Enum.GetValues<CommandGroup>())
            {
                Assert.Equal(other == group ? "not_allowed" : null, await commander.CodeAsync($"{other}"));
            }
        }
    }

    [Theory]
    [InlineData("""{"name":"Anna","force":true}""", "not_allowed")]
    [InlineData("""{"name":"Anna","force":false}""", null)]
    [InlineData("""{"name":"Anna","force":null}""", null)]
    [InlineData("""{"name":"Anna"}""", null)]
    public async Task Force_has_a_switch_of_its_own(string payload, string? code)
    {
        await using var commander = new Commander([Enroll], new CommandPermissions { Force = false });
        Assert.Equal(code, await commander.CodeAsync("enroll", payload));
    }

    [Fact]
    public async Task Too_many_commands_are_rate_limited_until_time_passes()
    {
        await using var commander = new Commander([Commander.Echo("ping")], new CommandPermissions { Burst = 3, PerSecond = 2 });
        Assert.Null(await commander.CodeAsync("ping"));
        Assert.Equal("unknown_command", await commander.CodeAsync("fly"));
        Assert.Null(await commander.CodeAsync("ping"));
        var reply = await commander.AskAsync("ping", """{"transaction":4}""");
        Assert.Equal("rate_limited", Commander.Code(reply));
        Assert.Equal(4, reply["transaction"]!.GetValue<int>());
        commander.Time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Null(await commander.CodeAsync("ping"));
        Assert.Equal("rate_limited", await commander.CodeAsync("ping"));
        commander.Time.Advance(TimeSpan.FromHours(1));
        for (var at = 0; at < 3; at++)
        {
            Assert.Null(await commander.CodeAsync("ping"));
        }

        Assert.Equal("rate_limited", await commander.CodeAsync("ping"));
    }

    [Fact]
    public void A_table_that_contradicts_itself_is_refused()
    {
        var name = new CommandArgument("name", ArgumentKind.Number, "");
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new CommandTable([Commander.Echo("a"), Commander.Echo("a")])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CommandTable([Commander.Echo("a") with { BareArgument = "name" }]));
        Assert.Throws<ArgumentException>(() => new CommandTable([Commander.Echo("a", name) with { BareArgument = "name" }]));
        Assert.Throws<ArgumentException>(() => new CommandTable([Commander.Echo("a", name) with { BytesArgument = "name" }]));
    }

    [Fact]
    public async Task Changes_are_logged_without_names_and_pictures()
    {
        await using var commander = new Commander([Enroll with { Changes = true }]);
        await commander.AskAsync("enroll/Anna", Encoding.UTF8.GetBytes("secret picture"));
        await commander.AskAsync("enroll", """{"name":"Bea"}""");
        await commander.StopAsync();
        Assert.Equal(
            ["Command enroll (name, image): done", "Command enroll (name): done"],
            commander.Logs.GetSnapshot().Select(line => line.Message));
    }
}
