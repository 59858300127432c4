using System.Text;

namespace FaceRecMqtt.EndToEnd.Recovery;

/// <summary>The program killed in the middle of its work.</summary>
public sealed class KillTests
{
    private const int Rounds = 2;
    private const int AcknowledgedPerRound = 12;

    // The line of long commands holds 32.
    private const int UnderWay = 16;

    [Fact]
    public async Task Everybody_whose_enrolment_was_acknowledged_is_there_after_a_kill_in_the_middle_of_a_burst()
    {
        Needs.Pictures();
        Needs.Models();
        await using var stage = await Stage.StartAsync(
            """
            commands:
              burst: 1000
              per_second: 1000
            """);
        var image = Convert.ToBase64String(await File.ReadAllBytesAsync(await Clips.WomanAsync()));
        var sent = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var from = round == 0 ? 0 : stage.Recorder.Count;
            if (round > 0)
            {
                await stage.StartNodeAsync();
            }

            await stage.RecognisingAsync(from: from);
            for (var i = 0; i < UnderWay + AcknowledgedPerRound; i++)
            {
                sent++;
                await stage.Recorder.PublishAsync(
                    Stage.Topic("command/enroll"), Encoding.UTF8.GetBytes($$"""{"name":"P{{sent}}","image":"{{image}}","force":true}"""));
                if (i >= UnderWay)
                {
                    await stage.Recorder.WaitForAsync($"reply {i - UnderWay + 1}", _ => Acknowledged(stage, from).Count > i - UnderWay, 30, from);
                }
            }

            await stage.Process.KillAsync();
        }

        var acknowledged = Acknowledged(stage, 0);
        Assert.InRange(acknowledged.Count, Rounds * AcknowledgedPerRound, sent);
        Assert.True(acknowledged.Count < sent, "The burst was over before the kill.");

        await stage.StartNodeAsync();
        var people = (await stage.CommandAsync("people/list", "")).Data().GetProperty("people").EnumerateArray()
            .ToDictionary(person => person.GetProperty("name").GetString()!, person => person.GetProperty("samples").GetInt32());
        Assert.Empty(acknowledged.Except(people.Keys));
        // Who was not acknowledged is there whole or not at all.
        Assert.All(people.Values, samples => Assert.Equal(1, samples));
    }

    private static IReadOnlyList<string> Acknowledged(Stage stage, int from) =>
        [.. stage.Recorder.Messages(from).Where(message => message.Topic == Stage.Topic("response/enroll") && message["status"] == "ok")
            .Select(message => message.Json.GetProperty("data").GetProperty("name").GetString()!)];
}
