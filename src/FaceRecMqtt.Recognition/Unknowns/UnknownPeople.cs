using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Gives faces that nobody has named a stable id, from the first visit on and over restarts.</summary>
/// <remarks>Safe on any thread, but reports belong on one reader. What it says of a face is on the disk, so it belongs on no camera and no inference thread.</remarks>
public sealed class UnknownPeople : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly FaceGallery _gallery;
    private readonly ActiveBackend _active;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly UnknownTracks _tracks = new();
    private bool _isTroubled;

    /// <summary>Reads who is remembered.</summary>
    /// <param name="gallery">Who is known, and whose file is used.</param>
    /// <param name="active">Which backend serves.</param>
    /// <param name="options">How long and how many.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Log.</param>
    public UnknownPeople(FaceGallery gallery, ActiveBackend active, UnknownsOptions options, TimeProvider time, ILogger logger)
    {
        (_gallery, _active, _logger) = (gallery, active, logger);
        Clusters = new UnknownClusters(gallery.Database, options, time);
        IsStored = options.IsStored;
        Clusters.Expire();
    }

    /// <summary>Whether they are kept in the gallery's file.</summary>
    internal bool IsStored { get; }

    /// <summary>Everybody.</summary>
    internal UnknownClusters Clusters { get; }

    /// <summary>The event with the unknown person's id.</summary>
    /// <remarks>
    /// Also what follows on the same track names the id: what corrects it (<c>recognized</c>, <c>changed</c>: who had been that unknown) and its
    /// leaving. The id is null where the face was seen too badly to be known again, and where it resembles a known person as much as the model asks
    /// of that person (the camera may ask more): that is nobody new.
    /// </remarks>
    /// <returns>Null when nothing is to be told: the person is ignored, or has become known since the camera looked.</returns>
    public FaceEvent? Resolve(CameraReport.Decided report)
    {
        // A backup being written holds the file for seconds; an event does not wait for it.
        if (!Clusters.Gate.TryEnter(Patience))
        {
            return ResolveByMemory(report);
        }

        try
        {
            return ResolveNow(report);
        }
        finally
        {
            Clusters.Gate.Exit();
        }
    }

    /// <summary>Everybody, the last seen first, each with the known person it resembles most.</summary>
    public IReadOnlyList<UnknownPerson> All()
    {
        var model = _active.Current?.Model;
        var index = model is null ? null : _gallery.Index(model);
        return [.. Clusters.All(model).Select(unknown =>
        {
            var match = index is null ? default : Nearest(index, unknown.Faces);
            return unknown.Shown with { Nearest = match.Best, Similarity = match.Best is null ? 0 : match.Similarity };
        })];
    }

    /// <summary>Sets whether somebody raises events.</summary>
    /// <returns>Whether there is such a person.</returns>
    public bool Ignore(string id, bool ignored)
    {
        var isThere = Clusters.Ignore(id, ignored);
        if (isThere)
        {
            Log.Ignored(_logger, id, ignored);
        }

        return isThere;
    }

    /// <summary>Reads everybody anew, after the gallery's file was replaced.</summary>
    public void Reload() => Clusters.Reload();

    /// <summary>Frees what is in memory; the gallery stays open.</summary>
    public void Dispose() => Clusters.Dispose();

    /// <summary>Forgets who has become known: whoever has a face that a known person's samples match.</summary>
    internal void ForgetKnown(EmbeddingModel model)
    {
        // Compared without the lock, for a large gallery takes a while.
        var index = _gallery.Index(model);
        foreach (var (unknown, faces) in Clusters.All(model))
        {
            if (Nearest(index, faces) is { Best: { } person } match && match.Similarity >= index.ThresholdOf(person, index.Threshold))
            {
                Clusters.Remove(unknown.Id);
                Log.BecameKnown(_logger, unknown.Id, person.Id);
            }
        }
    }

    private FaceEvent? ResolveNow(CameraReport.Decided report)
    {
        var told = report.Event;
        lock (_gate)
        {
            try
            {
                var resolved = (told.EventType, told.Person) switch
                {
                    (FaceEventType.Left, _) => Left(told),
                    (_, null) => Unknown(told, report.Unknown),
                    _ => told with { UnknownId = _tracks.Take(told.Track)?.Id },
                };
                _isTroubled = false;
                return resolved;
            }
            catch (SqliteException fault)
            {
                // A full disk must not silence the cameras.
                if (!_isTroubled)
                {
                    Log.NotStored(_logger, fault.Message);
                }

                _isTroubled = true;
                return told;
            }
        }
    }

    // Without the file a stranger gets no id, but whoever is ignored stays so, and a track that leaves is who it was.
    private FaceEvent? ResolveByMemory(CameraReport.Decided report)
    {
        var told = report.Event;
        lock (_gate)
        {
            if (told.EventType == FaceEventType.Unknown && report.Unknown is { } look && Clusters.IsIgnored(look))
            {
                _tracks.Put(told.Track, new UnknownVisit(null, IsSilent: true));
                return null;
            }

            return told.EventType == FaceEventType.Left && _tracks.Take(told.Track) is { } visit && told.Person is null
                ? visit.IsSilent ? null : told with { UnknownId = visit.Id }
                : told;
        }
    }

    private FaceEvent? Unknown(FaceEvent told, UnknownLook? look)
    {
        UnknownVisit visit = default;
        if (look is not null)
        {
            var index = _gallery.Index(look.Model);
            var known = index.Find(look.Evidence.Span);
            if (known.Best is null || known.Similarity < index.ThresholdOf(known.Best, index.Threshold))
            {
                visit = Clusters.Visit(look, index.Threshold, told.Camera, told.CaptureTs);
            }
            else if (index.Accepts(known, told.Threshold, index.Margin) && !WasAccepted(told, index.Margin))
            {
                // Named between the camera's look and now; the next look says who it is.
                visit = new UnknownVisit(null, IsSilent: true);
            }
        }

        // What corrects something that was told is told, also of somebody ignored.
        visit = visit with { IsSilent = visit.IsSilent && told.EventType == FaceEventType.Unknown };
        _tracks.Put(told.Track, visit);
        return visit.IsSilent ? null : told with { UnknownId = visit.Id };
    }

    private FaceEvent? Left(FaceEvent told)
    {
        if (_tracks.Take(told.Track) is not { } visit || told.Person is not null)
        {
            return told;
        }

        if (visit.Id is not null)
        {
            Clusters.See(visit.Id, told.Camera, told.CaptureTs);
        }

        return visit.IsSilent ? null : told with { UnknownId = visit.Id };
    }

    private static bool WasAccepted(FaceEvent told, float margin) =>
        told.Similarity >= told.Threshold && (told.Margin is null || told.Margin >= margin);

    private static Match Nearest(GalleryIndex index, FaceEmbedding[] faces) =>
        faces.Select(face => index.Find(face.Unit.Span)).OrderByDescending(match => match.Similarity).FirstOrDefault();
}
