using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Takes people out of an export, embedded by the serving backend. Each person comes whole or not at all; nobody who is here is changed.</summary>
/// <param name="gallery">Where they go.</param>
/// <param name="active">The backend that embeds.</param>
/// <param name="folder">Where the file is.</param>
/// <param name="time">Clock.</param>
public sealed class PeopleImport(FaceGallery gallery, ActiveBackend active, ArchiveFolder folder, TimeProvider time)
{
    // Between batches the thread serves the cameras.
    private const int Batch = 8;

    private readonly PeopleTable _people = new(gallery.Database.Connection);
    private readonly SampleTable _samples = new(gallery.Database.Connection);

    /// <summary>Imports everybody in a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="force">Also somebody whose face looks like somebody else's here.</param>
    /// <param name="progress">Is told how many people of how many are done; returns at once.</param>
    /// <param name="cancellation">Stops between two people; who was imported stays.</param>
    /// <exception cref="ArchiveException">The file cannot be used; nothing changed.</exception>
    /// <exception cref="BackendException">No backend serves, or it failed; who was imported before stays.</exception>
    public async Task<IReadOnlyList<ImportedPerson>> RunAsync(string file, bool force, Action<int, int> progress, CancellationToken cancellation)
    {
        using var archive = Opened(file);
        List<ImportedPerson> outcomes = [];
        foreach (var person in archive.People)
        {
            cancellation.ThrowIfCancellationRequested();
            outcomes.Add(await ImportAsync(archive, person, force, cancellation).ConfigureAwait(false));
            progress(outcomes.Count, archive.People.Count);
        }

        return outcomes;
    }

    private PeopleArchive Opened(string file)
    {
        try
        {
            return new PeopleArchive(folder.Open(file, PeopleArchive.MostBytes));
        }
        catch (InvalidDataException fault)
        {
            throw new ArchiveException(ArchiveProblem.Unusable, $"{folder.Name}/{file} is no export of people, or a damaged one: {fault.Message}.", fault);
        }
    }

    private async Task<ImportedPerson> ImportAsync(PeopleArchive archive, ExportedPerson person, bool force, CancellationToken cancellation)
    {
        if (PeopleArchive.Problem(person) is { } problem)
        {
            return new ImportedPerson.Unusable(person.Name, problem);
        }

        try
        {
            var crops = person.Samples.Select(archive.Crop).ToArray();
            return await ServingWork.RunAsync(
                active,
                async thread => Take(person, await EmbedAsync(thread, person, crops, cancellation).ConfigureAwait(false), thread.Model, force),
                cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException fault)
        {
            return new ImportedPerson.Unusable(person.Name, fault.Message);
        }
    }

    private static async Task<NewSample[]> EmbedAsync(InferenceThread thread, ExportedPerson person, byte[][] crops, CancellationToken cancellation)
    {
        List<NewSample> samples = [];
        foreach (var batch in crops.Chunk(Batch))
        {
            var raw = await thread.RunAsync(backend => CropBatch.Embed(backend, batch), cancellation).ConfigureAwait(false);
            for (var i = 0; i < batch.Length; i++)
            {
                var (length, sample) = (thread.Model.Length, person.Samples[samples.Count]);
                var unit = new float[length];
                samples.Add(FaceEmbedding.TryNormalize(raw.AsSpan(i * length, length), unit, out var preNorm)
                    ? new NewSample(batch[i], new FaceEmbedding(unit, preNorm), sample.Quality, sample.Source)
                    : throw new InvalidDataException($"{sample.File} shows nothing that {thread.Model.Id} could embed."));
            }
        }

        return [.. samples];
    }

    // Null when the model no longer serves.
    private ImportedPerson? Take(ExportedPerson exported, NewSample[] samples, EmbeddingModel model, bool force)
    {
        var name = PersonName.Parse(exported.Name, out _)!;
        GalleryPerson person;
        lock (gallery.Database.Gate)
        {
            if (gallery.Serving is { } serving && serving.Hash != model.Hash)
            {
                return null;
            }

            if (_people.ByName(name) is { } known)
            {
                return new ImportedPerson.Exists(exported.Name, known);
            }

            if (!force && Strangest(exported, samples, model) is { } other)
            {
                return other;
            }

            person = gallery.Commit(() => Stored(exported, name, samples, model));
        }

        gallery.Tell();
        return new ImportedPerson.Imported(exported.Name, person);
    }

    private GalleryPerson Stored(ExportedPerson exported, PersonName name, NewSample[] samples, EmbeddingModel model)
    {
        var id = PersonId.IsOne(exported.Person) && !_people.IsTaken(exported.Person) ? exported.Person : PersonId.For(name, _people.IsTaken);
        var now = time.GetUtcNow();
        _people.Insert(id, name, exported.Created, now);
        _people.Set(id, exported.Threshold, exported.Ignored, now);
        for (var i = 0; i < samples.Length; i++)
        {
            _samples.Add(id, samples[i], model, exported.Samples[i].Created, exported.Samples[i].Anchor);
        }

        return _people.Find(id)!;
    }

    private ImportedPerson.LooksLikeOther? Strangest(ExportedPerson exported, NewSample[] samples, EmbeddingModel model)
    {
        var index = gallery.Index(model);
        return samples.Where((_, i) => !exported.Samples[i].Anchor).Select(sample => index.Find(sample.Embedding.Unit.Span))
            .Where(match => match.Best is not null && match.Similarity >= index.ThresholdOf(match.Best, index.Threshold))
            .OrderByDescending(match => match.Similarity)
            .Select(match => new ImportedPerson.LooksLikeOther(exported.Name, match.Best!.Id, match.Similarity)).FirstOrDefault();
    }
}
