using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Evaluation.Distance;

/// <summary>Measures how a model's matches, similarities and pre_norm fall as faces get smaller.</summary>
/// <remarks>The gallery is embedded by the model under test: embeddings of different models, or of one model at different precisions, are never compared.</remarks>
public static class DistanceStudy
{
    /// <summary>Face widths from close to far, px.</summary>
    public static IReadOnlyList<int> UsualSizes { get; } = [112, 80, 56, 40, 28, 20, 14, 10];

    /// <summary>Measures one model.</summary>
    /// <param name="backend">Embeds; called on this thread, on which <see cref="IInferenceBackend.EnterThread"/> was called.</param>
    /// <param name="enrolled">Faces to enrol at full size; everybody is named.</param>
    /// <param name="probes">Faces to try at every size; strangers allowed.</param>
    /// <param name="sizes">Face widths, px, in [1, 112].</param>
    /// <param name="stopping">Ends it between two faces.</param>
    /// <returns>A row for each size.</returns>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    /// <exception cref="ArgumentException">An enrolled face has no name or no usable embedding.</exception>
    public static IReadOnlyList<DistanceRow> Run(
        IInferenceBackend backend, IReadOnlyList<LabelledFace> enrolled, IReadOnlyList<LabelledFace> probes, IReadOnlyList<int> sizes, CancellationToken stopping = default)
    {
        var raw = new float[backend.Model.Length];
        var samples = new List<IndexedSample>();
        foreach (var face in enrolled)
        {
            stopping.ThrowIfCancellationRequested();
            var person = face.Person ?? throw new ArgumentException("An enrolled face has no name.", nameof(enrolled));
            backend.Embed(face.Crop.Span, 1, raw);
            samples.Add(new(person, person, FaceEmbedding.FromRaw(raw).Unit));
        }

        var index = new GalleryIndex(backend.Model, samples);
        return [.. sizes.Select(size => Row(backend, index, samples, probes, size, stopping))];
    }

    private static DistanceRow Row(
        IInferenceBackend backend, GalleryIndex index, List<IndexedSample> samples, IReadOnlyList<LabelledFace> probes, int size, CancellationToken stopping)
    {
        var model = backend.Model;
        var raw = new float[model.Length];
        int known = 0, matched = 0, nearest = 0, wrong = 0;
        double genuine = 0, preNorms = 0;
        var impostor = -1f;
        foreach (var probe in probes)
        {
            stopping.ThrowIfCancellationRequested();
            backend.Embed(CropScaling.Through(probe.Crop.Span, size), 1, raw);
            if (!FaceEmbedding.TryNormalize(raw, raw, out var preNorm))
            {
                // No direction: nobody is recognised, which is a miss of a known person.
                known += probe.Person is null ? 0 : 1;
                continue;
            }

            var match = index.Find(raw);
            var isAccepted = match.IsAccepted(model.Threshold, model.Margin);
            var isRight = match.Best?.Id == probe.Person;
            wrong += isAccepted && !isRight ? 1 : 0;
            impostor = Math.Max(impostor, Best(samples, raw, sample => sample.Person != probe.Person));
            if (probe.Person is not null)
            {
                known++;
                matched += isAccepted && isRight ? 1 : 0;
                nearest += isRight ? 1 : 0;
                genuine += Best(samples, raw, sample => sample.Person == probe.Person);
                preNorms += preNorm;
            }
        }

        return new(size, known, matched, nearest, wrong, (float)(genuine / known), impostor, (float)(preNorms / known));
    }

    private static float Best(List<IndexedSample> samples, float[] unit, Func<IndexedSample, bool> isMeant)
    {
        var best = -1f;
        foreach (var sample in samples.Where(isMeant))
        {
            best = Math.Max(best, FaceEmbedding.Similarity(unit, sample.Unit.Span));
        }

        return best;
    }
}
