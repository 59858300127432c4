using System.Security.Cryptography;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Everybody unknown: in memory to compare with, in the gallery's file to survive. Safe on any thread.</summary>
/// <remarks>Crops lie in the file only. Where nothing may be stored the same tables are kept in memory. The gate is the file's own.</remarks>
internal sealed partial class UnknownClusters : IDisposable
{
    private readonly UnknownsOptions _options;
    private readonly TimeProvider _time;
    private readonly GalleryDatabase _database;
    private readonly UnknownTable _table;
    private readonly Dictionary<string, UnknownCluster> _all = [];
    private readonly Lock _gate;
    private volatile IgnoredFaces _ignored = new([]);
    private bool _hasRemains;

    /// <summary>Reads everybody; where nothing may be stored, what is stored is removed.</summary>
    public UnknownClusters(GalleryDatabase file, UnknownsOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        if (!options.IsStored && file.Commit(connection => new UnknownTable(connection).Clear()) > 0)
        {
            file.Purge();
        }

        _database = options.IsStored ? file : GalleryDatabase.InMemory();
        (_gate, _table) = (_database.Gate, new UnknownTable(_database.Connection));
        Reload();
    }

    /// <summary>Held while they are read or changed: the gallery file's own, where they are stored.</summary>
    public Lock Gate => _gate;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Reads everybody anew from the file.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            _all.Clear();
            _table.All().ForEach(unknown => _all.Add(unknown.Id, unknown));
            FollowIgnored();
        }
    }

    /// <summary>Whether a look shows somebody ignored, by the model's own threshold; needs no gate.</summary>
    public bool IsIgnored(UnknownLook look) => _ignored.Show(look, _options.JoinAt(look.Model.Threshold));

    /// <summary>A copy of everybody, with what their faces are to a model, the last seen first.</summary>
    public List<(UnknownPerson Shown, FaceEmbedding[] Faces)> All(EmbeddingModel? model)
    {
        lock (_gate)
        {
            return
            [
                .. _all.Values.OrderByDescending(unknown => unknown.LastSeen).ThenBy(unknown => unknown.Id, StringComparer.Ordinal).Select(unknown => (
                    new UnknownPerson(
                        unknown.Id, unknown.FirstSeen, unknown.LastSeen, unknown.Visits, unknown.Camera, unknown.Faces.Count, unknown.IsIgnored, null, 0),
                    model is null ? [] : unknown.Faces.Select(face => face.Embedding(model)).OfType<FaceEmbedding>().ToArray())),
            ];
        }
    }

    /// <summary>Finds whom a look shows, or founds somebody new where it is worth keeping. On the disk when it returns.</summary>
    /// <param name="look">The look.</param>
    /// <param name="threshold">Similarity asked for of a known person.</param>
    /// <param name="camera">Camera that saw it.</param>
    /// <param name="at">When.</param>
    /// <returns>Who it is, silent where ignored; without an id where the look is not worth founding somebody.</returns>
    public UnknownVisit Visit(UnknownLook look, float threshold, string camera, DateTimeOffset at)
    {
        lock (_gate)
        {
            var nearest = Nearest(look, threshold);
            if (nearest is not null)
            {
                Join(nearest, look, camera, at);
                return new UnknownVisit(nearest.Id, nearest.IsIgnored);
            }

            return new UnknownVisit(look.IsWorthKeeping ? Found(look, camera, at).Id : null, IsSilent: false);
        }
    }

    /// <summary>Notes that somebody was still there.</summary>
    public void See(string id, string camera, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_all.TryGetValue(id, out var unknown) && at > unknown.LastSeen)
            {
                _database.Commit(_ => Done(() => _table.See(id, camera, at, unknown.Visits)));
                (unknown.LastSeen, unknown.Camera) = (at, camera);
            }
        }
    }

    /// <summary>Sets whether somebody raises events; says whether there is such a person.</summary>
    public bool Ignore(string id, bool ignored)
    {
        lock (_gate)
        {
            if (!_all.TryGetValue(id, out var unknown))
            {
                return false;
            }

            _database.Commit(_ => Done(() => _table.Ignore(id, ignored)));
            unknown.IsIgnored = ignored;
            FollowIgnored();
            return true;
        }
    }

    /// <summary>The stored faces of somebody, newest first; empty where there is no such person.</summary>
    public IReadOnlyList<StoredUnknownFace> Faces(string id) => _database.Read(_ => _table.Faces(id));

    /// <summary>Removes somebody, all or nothing; nothing happens where there is no such person.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            _database.Commit(_ => _table.Remove(id));
            _hasRemains |= _all.Remove(id);
            FollowIgnored();
        }
    }

    /// <summary>Removes somebody within a change of the gallery's file that is under way; should that fail, <see cref="Reload"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such person any more.</exception>
    public void RemoveWithin(string id)
    {
        lock (_gate)
        {
            if (!_table.Remove(id))
            {
                throw new KeyNotFoundException(id);
            }

            _hasRemains |= _all.Remove(id);
            FollowIgnored();
        }
    }

    /// <summary>Frees what is in memory; the gallery's file is the gallery's.</summary>
    public void Dispose()
    {
        if (!_options.IsStored)
        {
            _database.Dispose();
        }
    }

    // Null where nobody is near enough.
    private UnknownCluster? Nearest(UnknownLook look, float threshold)
    {
        var (nearest, best) = ((UnknownCluster?)null, _options.JoinAt(threshold));
        foreach (var unknown in _all.Values)
        {
            if (unknown.SimilarityTo(look.Evidence.Span, look.Model) is { } similarity && similarity >= best)
            {
                (nearest, best) = (unknown, similarity);
            }
        }

        return nearest;
    }

    private void Join(UnknownCluster unknown, UnknownLook look, string camera, DateTimeOffset at)
    {
        var now = _time.GetUtcNow();
        var (isKept, leaving) = unknown.Place(look, _options.Faces, now);
        var visits = unknown.Visits + (at - unknown.LastSeen > _options.VisitGap ? 1 : 0);
        var seen = at > unknown.LastSeen ? at : unknown.LastSeen;
        var row = _database.Commit(_ =>
        {
            _table.See(unknown.Id, camera, seen, visits);
            if (leaving is not null)
            {
                _table.RemoveFace(leaving.Row);
            }

            return isKept ? _table.AddFace(unknown.Id, look, camera, now) : 0;
        });
        (unknown.LastSeen, unknown.Camera, unknown.Visits) = (seen, camera, visits);
        _hasRemains |= leaving is not null && unknown.Faces.Remove(leaving);
        if (isKept)
        {
            unknown.Faces.Add(Face(row, look, now));
        }

        if (unknown.IsIgnored)
        {
            FollowIgnored();
        }
    }

    private void FollowIgnored() => _ignored = new IgnoredFaces(_all.Values);

    private UnknownCluster Found(UnknownLook look, string camera, DateTimeOffset at)
    {
        var now = _time.GetUtcNow();
        var leaving = _all.Count < _options.Most
            ? null
            : _all.Values.OrderBy(unknown => unknown.IsIgnored).ThenBy(unknown => unknown.LastSeen).ThenBy(unknown => unknown.Id, StringComparer.Ordinal).First();
        var founded = new UnknownCluster(FreeId(), at) { LastSeen = at, Camera = camera, Visits = 1 };
        var row = _database.Commit(_ =>
        {
            if (leaving is not null)
            {
                _table.Remove(leaving.Id);
            }

            _table.Add(founded);
            return _table.AddFace(founded.Id, look, camera, now);
        });
        _hasRemains |= leaving is not null && _all.Remove(leaving.Id);
        founded.Faces.Add(Face(row, look, now));
        _all.Add(founded.Id, founded);
        return founded;
    }

    private string FreeId()
    {
        string id;
        do
        {
            id = $"u-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        }
        while (_all.ContainsKey(id));
        return id;
    }

    private static UnknownFace Face(long row, UnknownLook look, DateTimeOffset now)
    {
        var face = new UnknownFace(row, now);
        face.Embed(look.Model.Hash, look.Embedding);
        return face;
    }

    private static bool Done(Action change)
    {
        change();
        return true;
    }
}
