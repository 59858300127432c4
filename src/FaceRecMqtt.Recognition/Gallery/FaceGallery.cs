using System.Collections.Frozen;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Everybody enrolled: people, the pictures they were enrolled from, and one embedding per picture and model, in one SQLite file.</summary>
/// <remarks>
/// What a method here acknowledged is on the disk. One writer at a time; changes block for a disk sync and so belong on no camera and no
/// inference thread. <see cref="Index"/> is lock-free and always shows the newest committed state.
/// </remarks>
public sealed class FaceGallery : IDisposable
{
    private readonly Lock _gate;
    private readonly PeopleTable _people;
    private readonly SampleTable _samples;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private IndexSnapshots _indexes = IndexSnapshots.None;
    private FrozenDictionary<string, GalleryPerson> _roster;

    /// <summary>Opens the gallery, or makes an empty one where there is no file.</summary>
    /// <exception cref="GalleryException">The file is damaged, in use, of a newer version, or cannot be reached. It is left as it is.</exception>
    public FaceGallery(GalleryOptions options, TimeProvider time, ILogger logger)
    {
        (_time, _logger, Options) = (time, logger, options);
        Database = new GalleryDatabase(options.Path);
        _gate = Database.Gate;
        (_people, _samples) = (new PeopleTable(Database.Connection), new SampleTable(Database.Connection));
        _roster = Enrolled();
    }

    /// <summary>Where the file is and how large a person may grow.</summary>
    public GalleryOptions Options { get; }

    /// <summary>The model whose embeddings every sample has; null before a backend serves. Settled only under the gate.</summary>
    internal EmbeddingModel? Serving { get; private set; }

    /// <summary>Everybody by id: a snapshot that is never older than an index that is asked for afterwards. Safe on any thread, takes no lock.</summary>
    public IReadOnlyDictionary<string, GalleryPerson> Roster => Volatile.Read(ref _roster);

    /// <summary>The open file, for whatever else belongs to the people in it.</summary>
    internal GalleryDatabase Database { get; }

    /// <summary>Raised after every change, on the thread that made it, with the change already in the index.</summary>
    public event Action? Changed;

    /// <summary>Raised before <see cref="Changed"/>, under the file's gate, when more changed in it than people and samples, up to all of it by a backup: whoever keeps a copy of something reads it anew and does not wait for anything.</summary>
    public event Action? Replaced;

    /// <summary>Everybody as one model sees them: a snapshot that a later change does not touch. Safe on any thread, takes no lock.</summary>
    /// <remarks>The first call for a model reads its embeddings from the file.</remarks>
    public GalleryIndex Index(EmbeddingModel model) => Volatile.Read(ref _indexes).Find(model) ?? Load(model);

    /// <summary>Everybody, ordered by name.</summary>
    public IReadOnlyList<GalleryPerson> People() =>
        Database.Read(_ => _people.All());

    /// <summary>The person with an id, or else with a name (any case); null when there is none.</summary>
    public GalleryPerson? Find(string idOrName) =>
        Database.Read(_ => _people.Find(idOrName));

    /// <summary>The person of a name if they have all the samples they may have; null otherwise.</summary>
    public GalleryPerson? FindFull(PersonName name) =>
        Database.Read(_ => _people.ByName(name) is { } person && person.Samples >= Options.SamplesPerPerson ? person : null);

    /// <summary>Stores samples of one person, all or none; makes the person when nobody has the name.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="samples">At least one, all embedded by <paramref name="model"/>.</param>
    /// <param name="model">The model.</param>
    /// <param name="beyondLimit">Whether the person may get more samples than <see cref="GalleryOptions.SamplesPerPerson"/>.</param>
    /// <param name="judgedBy">The index the samples were judged by: nothing is stored when it is no longer the newest. Null: stored in any case.</param>
    /// <param name="also">What changes in the file with it, all or nothing; called under the gate. Null for nothing.</param>
    public SampleAddition Add(
        PersonName name,
        IReadOnlyList<NewSample> samples,
        EmbeddingModel model,
        bool beyondLimit = false,
        GalleryIndex? judgedBy = null,
        Action? also = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);
        GalleryPerson person;
        lock (_gate)
        {
            if (Serving is not null && Serving.Hash != model.Hash)
            {
                return new SampleAddition.OtherModel();
            }

            if (judgedBy is not null && !ReferenceEquals(_indexes.Find(model), judgedBy))
            {
                return new SampleAddition.Outdated();
            }

            if (_people.ByName(name) is { } known && known.Samples + samples.Count > Options.SamplesPerPerson && !beyondLimit)
            {
                return new SampleAddition.Full(known);
            }

            var now = _time.GetUtcNow();
            person = Commit(() =>
            {
                var id = _people.Obtain(name, now);
                foreach (var sample in samples)
                {
                    _samples.Add(id, sample, model, now);
                }

                _samples.DropContradicted(id);

                also?.Invoke();
                return _people.Find(id)!;
            });
        }

        Log.SamplesAdded(_logger, samples.Count, person.Id, person.Samples);
        Tell();
        return new SampleAddition.Added(person);
    }

    /// <summary>Gives a person another name; the id stays.</summary>
    /// <param name="idOrName">Who.</param>
    /// <param name="newName">As a person typed it.</param>
    public PersonChange Rename(string idOrName, string newName)
    {
        if (PersonName.Parse(newName, out var problem) is not { } name)
        {
            return new PersonChange.BadName(problem!);
        }

        GalleryPerson person;
        lock (_gate)
        {
            if (_people.Find(idOrName) is not { } known)
            {
                return new PersonChange.NotFound();
            }

            if (_people.ByName(name) is { } other && other.Id != known.Id)
            {
                return new PersonChange.Exists(other);
            }

            person = Commit(() =>
            {
                _people.Rename(known.Id, name, _time.GetUtcNow());
                return _people.Find(known.Id)!;
            });
        }

        Log.PersonRenamed(_logger, person.Id);
        Tell();
        return new PersonChange.Done(person);
    }

    /// <summary>Removes a person with every picture and embedding; the bytes are overwritten in the file.</summary>
    public PersonChange Delete(string idOrName)
    {
        GalleryPerson person;
        lock (_gate)
        {
            if (_people.Find(idOrName) is not { } known)
            {
                return new PersonChange.NotFound();
            }

            person = known;
            Commit(() => _people.Delete(known.Id));
            Database.Purge();
        }

        Log.PersonDeleted(_logger, person.Id);
        Tell();
        return new PersonChange.Done(person);
    }

    /// <summary>How many samples a model has not embedded yet.</summary>
    public int CountMissing(EmbeddingModel model) =>
        Database.Read(_ => _samples.CountMissing(model));

    /// <summary>Samples a model has not embedded yet, oldest first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<StoredCrop> Missing(EmbeddingModel model, int limit) =>
        Database.Read(_ => _samples.Missing(model, limit));

    /// <summary>Stores embeddings of samples that lacked them; samples removed meanwhile are passed over.</summary>
    /// <param name="model">The model that made them.</param>
    /// <param name="embeddings">By sample.</param>
    public void AddEmbeddings(EmbeddingModel model, IReadOnlyList<(long Sample, FaceEmbedding Embedding)> embeddings)
    {
        lock (_gate)
        {
            Database.Commit(_ =>
            {
                foreach (var (sample, embedding) in embeddings)
                {
                    _samples.Embed(sample, embedding, model);
                }

                return 0;
            });
            // People and the indexes of other models are as they were.
            if (_indexes.Find(model) is not null)
            {
                Volatile.Write(ref _indexes, _indexes.With(Build(model)));
            }
        }
    }

    /// <summary>Makes a model the serving one if every sample is embedded by it: from then on samples embedded by others are not taken.</summary>
    /// <param name="model">The model.</param>
    /// <param name="swap">Called while no sample can be added; puts the backend of this model to work. Must be short and not throw.</param>
    /// <returns>False when samples are missing (see <see cref="Missing"/>); nothing changed.</returns>
    public bool TryServe(EmbeddingModel model, Action swap)
    {
        lock (_gate)
        {
            if (_samples.CountMissing(model) > 0)
            {
                return false;
            }

            // Only the serving model's index is kept up to date from here on; the pictures outlive every model.
            Volatile.Write(ref _indexes, IndexSnapshots.None.With(Build(model)));
            swap();
            Serving = model;
            return true;
        }
    }

    /// <summary>Changes the file, all or nothing. Readers see the change only after it is on the disk, and before the caller is told.</summary>
    internal T Commit<T>(Func<T> change)
    {
        lock (_gate)
        {
            var result = Database.Commit(_ => change());
            Follow();
            return result;
        }
    }

    /// <summary>Has roster and indexes show what is in the file now; under the gate.</summary>
    internal void Follow()
    {
        // Who is in an index is in the roster: nobody is recognised of whom it knows nothing yet.
        Volatile.Write(ref _roster, Enrolled());
        Volatile.Write(ref _indexes, _indexes.Rebuilt(Build));
    }

    /// <summary>Raises <see cref="Changed"/>; under no lock.</summary>
    internal void Tell() => Changed?.Invoke();

    /// <summary>Raises <see cref="Replaced"/>; under the gate, so that nobody works on what they remember of the file before. <see cref="Tell"/> follows.</summary>
    internal void TellReplaced() => Replaced?.Invoke();

    /// <summary>Writes the log back and closes the file.</summary>
    public void Dispose() => Database.Dispose();

    private GalleryIndex Load(EmbeddingModel model)
    {
        lock (_gate)
        {
            if (_indexes.Find(model) is { } loaded)
            {
                return loaded;
            }

            var index = Build(model);
            Volatile.Write(ref _indexes, _indexes.With(index));
            return index;
        }
    }

    private GalleryIndex Build(EmbeddingModel model)
    {
        var (threshold, margin) = CalibratedLimits.Read(Database.Connection, model);
        return new GalleryIndex(model, _samples.Embedded(model), threshold, margin);
    }

    private FrozenDictionary<string, GalleryPerson> Enrolled() => _people.All().ToFrozenDictionary(person => person.Id, StringComparer.Ordinal);
}
