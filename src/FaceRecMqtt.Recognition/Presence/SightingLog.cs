using System.Threading.Channels;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Keeps everybody's last sighting in the gallery's file, off the thread that tells them: a disk that is slow delays no event.</summary>
/// <remarks>One sighting per person waits at most, the newest; they are written together, at most once a second.</remarks>
/// <param name="gallery">Whose file.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
public sealed class SightingLog(FaceGallery gallery, TimeProvider time, ILogger<SightingLog> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, Sighting> _known = new(StringComparer.Ordinal);
    private Dictionary<string, Sighting> _waiting = new(StringComparer.Ordinal);
    private volatile bool _isFailing;

    /// <summary>What is kept and is news to this log, by the person's id: at first everything, later what a merge or another gallery brought.</summary>
    /// <remarks>Where the file is held, by a backup for example, it waits half a second and has no news; they come with the next question.</remarks>
    public IReadOnlyDictionary<string, Sighting> Read()
    {
        if (!gallery.Database.Gate.TryEnter(Patience))
        {
            return new Dictionary<string, Sighting>();
        }

        Dictionary<string, Sighting> kept;
        try
        {
            kept = gallery.Database.Read(SightingTable.All);
        }
        catch (SqliteException fault)
        {
            // Who is here is told all the same.
            Tell(fault);
            return new Dictionary<string, Sighting>();
        }
        finally
        {
            gallery.Database.Gate.Exit();
        }

        lock (_gate)
        {
            var news = kept.Where(row => _known.GetValueOrDefault(row.Key) != row.Value).ToDictionary(StringComparer.Ordinal);
            foreach (var (person, sighting) in news)
            {
                _known[person] = sighting;
            }

            return news;
        }
    }

    /// <summary>Takes a sighting over; never blocks, safe on any thread.</summary>
    /// <param name="person">Person's id.</param>
    /// <param name="sighting">Replaces an older one of the person.</param>
    public void Note(string person, Sighting sighting)
    {
        lock (_gate)
        {
            _waiting[person] = sighting;
        }

        _bell.Writer.TryWrite(true);
    }

    /// <summary>Drops what waits for a person who was removed or is ignored, so that nobody who gets the same id inherits it.</summary>
    /// <param name="person">Person's id.</param>
    public void Forget(string person)
    {
        lock (_gate)
        {
            _waiting.Remove(person);
            _known.Remove(person);
        }
    }

    /// <summary>Writes until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await _bell.Reader.ReadAsync(stopping);
                await Task.Run(Write, stopping);
                await Task.Delay(Pause, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    /// <summary>Writes what waits, now. A file that cannot be written is told once; what it lacks is known only while the program runs.</summary>
    public void Write()
    {
        Dictionary<string, Sighting> batch;
        lock (_gate)
        {
            (batch, _waiting) = (_waiting, new Dictionary<string, Sighting>(StringComparer.Ordinal));
            foreach (var (person, sighting) in batch)
            {
                _known[person] = sighting with { Seen = SightingTable.Kept(sighting.Seen) };
            }
        }

        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            gallery.Database.Commit(connection => batch.Sum(sighting => SightingTable.Put(connection, sighting.Key, sighting.Value)));
            _isFailing = false;
        }
        catch (SqliteException fault)
        {
            Tell(fault);
        }
    }

    private void Tell(SqliteException fault)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            Log.NotKept(logger, fault.Message);
        }
    }
}
