using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Hailo.Simulation;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Quantization;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary>Turns the models of a pack into models for the stand-in device.</summary>
/// <param name="pack">The pack.</param>
/// <param name="bits">Bits of outputs, 8 or 16; scores always have 8.</param>
/// <param name="isForHailo8L">See <see cref="SimulatedModel.IsForHailo8L"/>.</param>
internal sealed class SimulatedPack(InstalledPack pack, int bits, bool isForHailo8L)
{
    private const int ScoreChannels = 1;
    private static readonly int[] ChannelsOfKinds = [ScoreChannels, 4, 10];

    /// <summary>Whether the pack's detector is one that HEFs exist of.</summary>
    public bool HasScrfd => pack.Manifest.Detector.Family is DetectorFamily.Scrfd;

    /// <summary>The recogniser.</summary>
    /// <param name="crops">Aligned faces, RGB.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="QuantiseException">It cannot be measured, or wants its input otherwise than an NPU's model does.</exception>
    public SimulatedModel Recogniser(IEnumerable<byte[]> crops, CancellationToken stopping)
    {
        var manifest = pack.Manifest.Recogniser;
        Require(manifest.Input, AlignedFace.Size);
        var onnx = File.ReadAllBytes(pack.PathOf(manifest.File));
        var (input, outputs) = OutputRanges.Measure(onnx, manifest.Input, crops, stopping);
        return SimulatedModels.ArcFace(onnx, (input, outputs[0].Name), manifest.Length, 1 / manifest.Input.Scale, Grid(outputs[0])) with { IsForHailo8L = isForHailo8L };
    }

    /// <summary>The detector.</summary>
    /// <param name="pictures">Whole pictures in its input's size, RGB.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="QuantiseException">It cannot be measured, or is no SCRFD with known names.</exception>
    public SimulatedModel Detector(IEnumerable<byte[]> pictures, CancellationToken stopping)
    {
        var manifest = pack.Manifest.Detector;
        Require(manifest.Input, 640);
        var size = SimulatedModels.ScrfdSizes.FirstOrDefault(size => manifest.File.Contains(size, StringComparison.OrdinalIgnoreCase))
            ?? throw new QuantiseException($"the file name {manifest.File} does not say which SCRFD it is ({string.Join(", ", SimulatedModels.ScrfdSizes)})");
        var onnx = File.ReadAllBytes(pack.PathOf(manifest.File));
        var (input, found) = OutputRanges.Measure(onnx, manifest.Input, pictures, stopping);
        OutputRange[] outputs = [.. ChannelsOfKinds.SelectMany(channels => found.Where(output => output.Channels == channels).OrderByDescending(output => output.Rows))];
        return outputs.Length == found.Count && outputs.Length == 9
            ? SimulatedModels.Scrfd(size, onnx, input, [.. outputs.Select(output => output.Name)], [.. outputs.Select(Grid)]) with { IsForHailo8L = isForHailo8L }
            : throw new QuantiseException($"{manifest.File} does not have the scores, boxes and points of three strides");
    }

    // As HEFs have it: scores are probabilities on 8 bits. Of 16 bits one is spared for faces that reach further than those measured.
    private SimulatedQuantisation Grid(OutputRange range) => range.Channels == ScoreChannels
        ? SimulatedQuantisation.Over(0, 1)
        : bits == 16 ? SimulatedQuantisation.Over(2 * range.Low, 2 * range.High, bits) : SimulatedQuantisation.Over(range.Low, range.High, bits);

    private static void Require(InputFormat input, int side)
    {
        if (input is not { Color: InputColor.Rgb, Mean: 127.5f } || input.Width != side || input.Height != side)
        {
            throw new QuantiseException($"its input is {input.Width} × {input.Height} px {input.Color} with the mean {input.Mean}; models for the NPU take {side} × {side} px RGB with 127.5");
        }
    }
}
