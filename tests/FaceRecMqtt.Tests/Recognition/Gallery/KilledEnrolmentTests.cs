using System.Diagnostics;
using System.Globalization;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Gallery;

/// <summary>A process that enrols is killed (SIGKILL) again and again; the file is opened each time.</summary>
public sealed class KilledEnrolmentTests
{
    private const int Kills = 12;
    private static readonly EmbeddingModel Model = new("fake", "fake", 4, default, 0.4f, 0.08f);

    [Fact]
    public async Task What_was_acknowledged_survives_and_nothing_is_there_by_half()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20261124);
        var acknowledged = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            acknowledged = await EnrolAndKill(folder, acknowledged, random);
            using var gallery = Painted.Gallery(folder);
            var people = gallery.People();
            Assert.All(people, person => Assert.Equal(3, person.Samples));
            Assert.Superset(
                Enumerable.Range(0, acknowledged).Select(number => $"P{number}").ToHashSet(),
                people.Select(person => person.Name).ToHashSet());
            Assert.Equal((0, people.Count * 3), (gallery.CountMissing(Model), gallery.Index(Model).SampleCount));
            // The one in the middle of the kill may be there in full.
            Assert.InRange(people.Count, acknowledged, acknowledged + 1);
            acknowledged = people.Count;
        }

        Assert.True(acknowledged >= Kills);
    }

    /// <returns>How many are acknowledged in all.</returns>
    private static async Task<int> EnrolAndKill(TemporaryFolder folder, int first, Random random)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "FaceRecMqtt.Enroller.dll");
        using var enroller = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { program, folder.File("gallery.db"), first.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        var acknowledged = first;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var enough = first + random.Next(1, 8);
            while (acknowledged < enough)
            {
                acknowledged = Number(await enroller.StandardOutput.ReadLineAsync(patience.Token)) + 1;
            }

            // Somewhere within the next enrolments, which take a few milliseconds each.
            var moment = Stopwatch.GetTimestamp() + random.Next((int)(Stopwatch.Frequency / 100));
            SpinWait.SpinUntil(() => Stopwatch.GetTimestamp() >= moment);
        }
        finally
        {
            enroller.Kill();
        }

        await enroller.WaitForExitAsync(TestContext.Current.CancellationToken);
        foreach (var line in (await enroller.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            acknowledged = Number(line) + 1;
        }

        return acknowledged;
    }

    private static int Number(string? line) => int.Parse(line ?? throw new InvalidOperationException("The enroller ended by itself."), CultureInfo.InvariantCulture);
}
