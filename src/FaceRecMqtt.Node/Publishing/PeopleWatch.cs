using System.Threading.Channels;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Everybody in the gallery who is not ignored, and when to look again.</summary>
/// <remarks>One reader; the gallery may change on any thread.</remarks>
internal sealed class PeopleWatch
{
    private readonly FaceGallery _gallery;

    // A bell, not a queue: whoever looks sees everybody, so one ring is enough.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Watches a gallery for as long as both live.</summary>
    public PeopleWatch(FaceGallery gallery)
    {
        _gallery = gallery;
        gallery.Changed += () => _bell.Writer.TryWrite(true);
        Look();
    }

    /// <summary>Everybody as of the last look, by id.</summary>
    public IReadOnlyDictionary<string, GalleryPerson> Everybody { get; private set; } = new Dictionary<string, GalleryPerson>();

    /// <summary>Looks again.</summary>
    public void Look()
    {
        // Before the look: a change meanwhile rings again.
        _bell.Reader.TryRead(out _);
        Everybody = _gallery.Roster.Values.Where(person => !person.IsIgnored).ToDictionary(person => person.Id, StringComparer.Ordinal);
    }

    /// <summary>Whether the gallery changed since the last look.</summary>
    public bool IsOld => _bell.Reader.Count > 0;

    /// <summary>Waits until the gallery changes.</summary>
    public Task WaitAsync(CancellationToken stopping) => _bell.Reader.WaitToReadAsync(stopping).AsTask();
}
