using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>What each model made of the drawn face the first time, and whether it still makes the same of it.</summary>
/// <remarks>
/// Kept in a file: a device that drifted goes on drifting over a restart of the program, and its drifted answer must not become the one that is right.
/// One thread at a time.
/// </remarks>
internal sealed class CanaryAnswers
{
    // A device gives the same answer to the last bit; between two versions of its library there may be rounding.
    private const float LeastCosine = 0.98f;
    private const float MostChange = 0.10f;

    // Of a file, so that a damaged one asks for no memory.
    private const int MostModels = 64;
    private const int LongestEmbedding = 4096;

    private readonly string? _path;
    private readonly Dictionary<string, FaceEmbedding> _first = new(StringComparer.Ordinal);

    /// <summary>Reads the first answers; a file that is damaged or absent is begun anew.</summary>
    /// <param name="path">The file; null: they are forgotten at the end of the program.</param>
    public CanaryAnswers(string? path)
    {
        _path = path;
        try
        {
            if (path is not null && File.Exists(path))
            {
                Read(path);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            _first.Clear();
        }
    }

    /// <summary>Compares an answer with the model's first; the first one is kept.</summary>
    /// <param name="model">The model.</param>
    /// <param name="raw">Its embedding of the drawn face before normalisation.</param>
    /// <returns>How it differs; null where it does not.</returns>
    public string? Compare(EmbeddingModel model, ReadOnlySpan<float> raw)
    {
        var unit = new float[raw.Length];
        if (!FaceEmbedding.TryNormalize(raw, unit, out var preNorm))
        {
            return "it makes an empty embedding of the test face";
        }

        if (!_first.TryGetValue(model.Hash, out var first) || first.Unit.Length != unit.Length)
        {
            _first[model.Hash] = new FaceEmbedding(unit, preNorm);
            Save();
            return null;
        }

        var cosine = FaceEmbedding.Similarity(first.Unit.Span, unit);
        return cosine >= LeastCosine && Math.Abs((preNorm / first.PreNorm) - 1) <= MostChange
            ? null
            : FormattableString.Invariant(
                $"its embedding of the test face has drifted: cosine {cosine:F3} to the first one, pre_norm {preNorm:F2} instead of {first.PreNorm:F2}");
    }

    private void Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        for (var left = Checked(reader.ReadInt32(), MostModels); left > 0; left--)
        {
            var (hash, preNorm) = (reader.ReadString(), reader.ReadSingle());
            var unit = new float[Checked(reader.ReadInt32(), LongestEmbedding)];
            for (var i = 0; i < unit.Length; i++)
            {
                unit[i] = reader.ReadSingle();
            }

            if (!(Math.Abs(System.Numerics.Tensors.TensorPrimitives.Norm<float>(unit) - 1) < 1e-3f) || !(preNorm > 0))
            {
                throw new FormatException();
            }

            _first[hash] = new FaceEmbedding(unit, preNorm);
        }
    }

    private static int Checked(int count, int most) => count >= 0 && count <= most ? count : throw new FormatException();

    private void Save()
    {
        if (_path is null || _first.Count > MostModels)
        {
            return;
        }

        try
        {
            // Written aside and renamed: a killed program leaves the whole file or none.
            var part = _path + ".part";
            using (var writer = new BinaryWriter(File.Create(part)))
            {
                writer.Write(_first.Count);
                foreach (var (hash, answer) in _first)
                {
                    writer.Write(hash);
                    writer.Write(answer.PreNorm);
                    writer.Write(answer.Unit.Length);
                    foreach (var value in answer.Unit.Span)
                    {
                        writer.Write(value);
                    }
                }
            }

            File.Move(part, _path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Without the file drift is seen all the same, only not over a restart.
        }
    }
}
