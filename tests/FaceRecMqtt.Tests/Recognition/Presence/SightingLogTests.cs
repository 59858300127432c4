using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Presence;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace FaceRecMqtt.Tests.Recognition.Presence;

/// <summary>What is kept of sightings in the gallery's file.</summary>
public sealed class SightingLogTests : IDisposable
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 25, 8, 0, 0, 123, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeLogger<SightingLog> _log = new();

    [Fact]
    public void The_newest_sighting_survives_and_goes_with_the_person()
    {
        using (var gallery = Painted.Gallery(_folder))
        {
            gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model);
            gallery.Add(Painted.Name("Bea"), [Painted.Sample(2)], Painted.Model);
            var log = new SightingLog(gallery, TimeProvider.System, _log);
            log.Note("anna", new Sighting("yard", Seen.AddHours(-1), 0.4f));
            log.Note("anna", new Sighting("door", Seen, 0.5f));
            log.Note("bea", new Sighting("door", Seen, null));
            log.Note("nobody", new Sighting("door", Seen, 0.5f));
            log.Write();
        }

        using (var gallery = Painted.Gallery(_folder))
        {
            var log = new SightingLog(gallery, TimeProvider.System, _log);
            Assert.Equal(
                [("anna", new Sighting("door", Seen, 0.5f)), ("bea", new Sighting("door", Seen, null))],
                log.Read().Select(kept => (kept.Key, kept.Value)).OrderBy(kept => kept.Key));
            gallery.Delete("anna");
            Assert.Equal(["bea"], new SightingLog(gallery, TimeProvider.System, _log).Read().Keys);
        }
    }

    [Fact]
    public void What_waits_of_a_removed_person_is_not_written_for_somebody_who_gets_the_id()
    {
        using var gallery = Painted.Gallery(_folder);
        gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model);
        var log = new SightingLog(gallery, TimeProvider.System, _log);
        log.Note("anna", new Sighting("door", Seen, 0.5f));
        log.Forget("anna");
        log.Write();
        Assert.Empty(log.Read());
    }

    [Fact]
    public void News_are_what_a_merge_brought_and_not_what_the_log_wrote_itself()
    {
        using var gallery = Painted.Gallery(_folder);
        gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model);
        gallery.Add(Painted.Name("Bea"), [Painted.Sample(2)], Painted.Model);
        var log = new SightingLog(gallery, TimeProvider.System, _log);
        log.Note("anna", new Sighting("yard", Seen.AddTicks(1234), 0.4f));
        log.Note("bea", new Sighting("door", Seen.AddMinutes(1), 0.5f));
        log.Write();
        Assert.Empty(log.Read());
        Assert.IsType<MergeResult.Merged>(new PeopleMerge(gallery, TimeProvider.System).Run("bea", "anna"));
        Assert.Equal([("anna", new Sighting("door", Seen.AddMinutes(1), 0.5f))], log.Read().Select(kept => (kept.Key, kept.Value)));
        Assert.Empty(log.Read());
        // Whoever was ignored for a while is news when they come back.
        log.Forget("anna");
        Assert.Equal(["anna"], log.Read().Keys);
    }

    [Fact]
    public async Task It_writes_by_itself_and_a_file_that_cannot_be_written_is_told_once()
    {
        using var gallery = Painted.Gallery(_folder);
        gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model);
        var log = new SightingLog(gallery, TimeProvider.System, _log);
        using var stop = new CancellationTokenSource();
        var running = log.RunAsync(stop.Token);
        log.Note("anna", new Sighting("door", Seen, 0.5f));
        Assert.True(SpinWait.SpinUntil(() => new SightingLog(gallery, TimeProvider.System, _log).Read().Count == 1, TimeSpan.FromSeconds(60)));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        gallery.Database.Commit(connection => connection.Do("DROP TABLE sightings"));
        for (var i = 0; i < 3; i++)
        {
            log.Note("anna", new Sighting("door", Seen, 0.5f));
            log.Write();
            Assert.Empty(log.Read());
        }

        Assert.Contains("sightings", Assert.Single(_log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
