using System.Diagnostics;
using System.Globalization;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>A process that names unknown people is killed (SIGKILL) again and again; the file is opened each time.</summary>
public sealed class KilledAssignmentTests
{
    private const int Kills = 8;

    [Fact]
    public async Task Everybody_is_either_unknown_or_a_person_never_both_and_what_was_acknowledged_survives()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20261125);
        var acknowledged = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            acknowledged = await NameAndKill(folder, acknowledged, random);
            using var gallery = Painted.Gallery(folder);
            using var unknowns = new UnknownPeople(gallery, new ActiveBackend(), new UnknownsOptions(), TimeProvider.System, NullLogger.Instance);
            var people = gallery.People();
            Assert.InRange(people.Count, acknowledged, acknowledged + 1);
            Assert.All(people, person => Assert.Equal(1, person.Samples));
            Assert.Superset(
                Enumerable.Range(0, acknowledged).Select(number => $"P{number}").ToHashSet(), people.Select(person => person.Name).ToHashSet());
            // At most the next one is unknown, and then nobody known has that face.
            Assert.InRange(unknowns.All().Count, 0, 1);
            Assert.All(unknowns.All(), unknown => Assert.Equal(1, unknown.Faces));
            var left = unknowns.All().Select(unknown => BitConverter.ToInt32(unknowns.Clusters.Faces(unknown.Id)[0].Crop));
            Assert.DoesNotContain(left, number => people.Any(person => person.Name == $"P{number}"));
            acknowledged = people.Count;
        }

        Assert.True(acknowledged >= Kills);
    }

    /// <returns>How many are acknowledged in all.</returns>
    private static async Task<int> NameAndKill(TemporaryFolder folder, int first, Random random)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "FaceRecMqtt.Enroller.dll");
        using var enroller = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { program, folder.File("gallery.db"), first.ToString(CultureInfo.InvariantCulture), "assign" },
            RedirectStandardOutput = true,
        })!;
        var acknowledged = first;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var enough = first + random.Next(1, 6);
            while (acknowledged < enough)
            {
                acknowledged = Number(await enroller.StandardOutput.ReadLineAsync(patience.Token)) + 1;
            }

            // Somewhere within the next assignments, which take a few milliseconds each.
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

    private static int Number(string? line) => int.Parse(line ?? throw new InvalidOperationException("The program ended by itself."), CultureInfo.InvariantCulture);
}
