using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Hailo.Models;

namespace FaceRecMqtt.Hailo.Detection;

/// <summary>The outputs of one stride of an SCRFD HEF, by their place. What an output is follows from its shape: names differ between models.</summary>
/// <param name="Level">The grid.</param>
/// <param name="Scores">Output of 2 channels.</param>
/// <param name="Edges">Output of 8 channels.</param>
/// <param name="Offsets">Output of 20 channels.</param>
internal sealed record ScrfdOutputs(ScrfdLevel Level, int Scores, int Edges, int Offsets)
{
    private const int Levels = 3;

    /// <summary>Sorts a model's outputs into levels, finest first.</summary>
    /// <param name="name">The model's name, for the message.</param>
    /// <param name="input">Its input.</param>
    /// <param name="outputs">Its outputs, in any order.</param>
    /// <exception cref="BackendException">An output is missing, or there is one too many.</exception>
    internal static ScrfdOutputs[] Of(string name, ModelTensor input, IReadOnlyList<ModelTensor> outputs)
    {
        var grids = outputs.GroupBy(output => (output.Height, output.Width)).OrderByDescending(grid => grid.Key.Height).ToList();
        if (outputs.Count != 3 * Levels || grids.Count != Levels)
        {
            throw NotScrfd();
        }

        return [.. grids.Select(grid => new ScrfdOutputs(
            new ScrfdLevel(StrideOf(grid.Key.Height, grid.Key.Width), grid.Key.Width),
            Find(grid, 1),
            Find(grid, ScrfdLevel.EdgeValues),
            Find(grid, ScrfdLevel.PointValues)))];

        int StrideOf(int rows, int columns) =>
            rows > 0 && columns > 0 && input.Height % rows == 0 && input.Width == input.Height / rows * columns ? input.Height / rows : throw NotScrfd();

        int Find(IEnumerable<ModelTensor> grid, int valuesPerAnchor)
        {
            var channels = ScrfdLevel.AnchorsPerCell * valuesPerAnchor;
            var found = outputs.Index().Where(pair => grid.Contains(pair.Item) && pair.Item.Channels == channels).ToList();
            return found.Count == 1 ? found[0].Index : throw NotScrfd();
        }

        BackendException NotScrfd() => new(
            $"{name} is no SCRFD detector with points: three grids with 2, 8 and 20 channels each are expected, it gives {string.Join(", ", outputs)}; correct `detector_hef`.");
    }
}
