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

    private readonly Lock _gate = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<string, Sighting> _waiting = new(StringComparer.Ordinal);
    private bool _isFailing;

    /// <summary>What is kept, by the person's id.</summary>
    public IReadOnlyDictionary<string, Sighting> Read() => gallery.Database.Read(SightingTable.All);

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

    /// <summary>Drops what waits for a person who was removed, so that nobody who gets the same id inherits it.</summary>
    /// <param name="person">Person's id.</param>
    public void Forget(string person)
    {
        lock (_gate)
        {
            _waiting.Remove(person);
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
            if (!_isFailing)
            {
                _isFailing = true;
                Log.NotKept(logger, fault.Message);
            }
        }
    }
}
