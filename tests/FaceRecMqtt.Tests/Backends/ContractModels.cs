using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Node.CommandLine.Models;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Quantization;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Backends;

/// <summary>The models that all backends of the contract compute, once as a pack and once for the stand-in device: SCRFD 2.5G and the starter's recogniser.</summary>
/// <remarks>Ranges are measured on the first three sample pictures; the suite looks at all six.</remarks>
public sealed class ContractModels : IDisposable
{
    private const int Measured = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Float32> _float32;
    private readonly Dictionary<(int, bool, InputMistake), string> _recognisers = [];
    private readonly Dictionary<int, string> _detectors = [];

    public ContractModels() => _float32 = new(Compute);

    /// <summary>What ONNX Runtime finds and embeds in float32.</summary>
    internal Float32 Reference => _float32.Value;

    /// <summary>The pack; skips the test where a model is absent.</summary>
    internal InstalledPack Pack(InputMistake mistake = InputMistake.None)
    {
        var folder = Directory.CreateDirectory(_folder.File($"pack-{mistake}")).FullName;
        StarterPack.Require();
        var shared = RepositoryRoot.Shared("models", "scrfd_2.5g_bnkps.onnx");
        Assert.SkipUnless(File.Exists(shared), "scrfd_2.5g_bnkps.onnx is absent");
        var input = StarterPack.Recogniser.Input;
        var detector = new DetectorManifest("scrfd_2.5g_bnkps.onnx", DetectorFamily.Scrfd, new InputFormat(640, 640, InputColor.Rgb, 127.5f, 1 / 128f)) { SmallestFacePx = 12 };
        if (!File.Exists(Path.Combine(folder, detector.File)))
        {
            File.CreateSymbolicLink(Path.Combine(folder, detector.File), Path.GetFullPath(shared));
            File.WriteAllBytes(Path.Combine(folder, StarterPack.Recogniser.File), RecogniserFile(mistake));
        }

        // ((x − m)·s − m)·s = (x − m − m/s)·s²
        return StarterPack.Of(folder, detector, null, StarterPack.Recogniser with
        {
            Input = mistake is InputMistake.NormalisedTwice ? input with { Mean = input.Mean + (input.Mean / input.Scale), Scale = input.Scale * input.Scale } : input,
        });
    }

    /// <summary>File of the detector for the stand-in.</summary>
    internal string DetectorHef(int bits)
    {
        if (!_detectors.TryGetValue(bits, out var path))
        {
            path = _folder.File($"scrfd_2.5g-{bits}.hef");
            File.WriteAllBytes(path, new SimulatedPack(Pack(), bits, isForHailo8L: false).Detector(WholePictures(), TestContext.Current.CancellationToken).ToBytes());
            _detectors[bits] = path;
        }

        return path;
    }

    /// <summary>File of the recogniser for the stand-in.</summary>
    /// <param name="bits">Bits of its output.</param>
    /// <param name="isNarrow">Whether it computes with 8 bits inside too, as a HEF does; else in float32.</param>
    /// <param name="mistake">What is wrong with its input.</param>
    internal string RecogniserHef(int bits, bool isNarrow, InputMistake mistake)
    {
        if (!_recognisers.TryGetValue((bits, isNarrow, mistake), out var path))
        {
            path = Path.Combine(Directory.CreateDirectory(_folder.File($"{bits}-{isNarrow}-{mistake}")).FullName, "arcface_mobilefacenet.hef");
            var crops = Reference.Faces.Where(face => face.Picture <= Measured).Select(face => face.Crop).ToList();
            var model = new SimulatedPack(Pack(), bits, isForHailo8L: false).Recogniser(crops, TestContext.Current.CancellationToken);
            if (mistake is InputMistake.NormalisedTwice)
            {
                model = model with { Inputs = [.. model.Inputs.Select(input => input with { Mean = input.Mean + (input.Mean * input.Deviation), Deviation = input.Deviation * input.Deviation })] };
            }

            File.WriteAllBytes(path, (model with { Onnx = isNarrow ? Narrow(RecogniserFile(mistake, PackFolder.PublishedName), crops) : RecogniserFile(mistake) }).ToBytes());
            _recognisers[(bits, isNarrow, mistake)] = path;
        }

        return path;
    }

    public void Dispose() => _folder.Dispose();

    // What was rewritten at installation is no longer what a quantiser expects; the published file lies beside it.
    private static byte[] RecogniserFile(InputMistake mistake, string folder = "")
    {
        var file = File.ReadAllBytes(Path.Combine(StarterPack.Folder, folder, StarterPack.Recogniser.File));
        return mistake is InputMistake.SwappedChannels ? Swapped(file) : file;
    }

    private static byte[] Narrow(byte[] file, List<byte[]> crops) => Quantiser.Quantise(
        file,
        new CalibrationInputs([1, 3, AlignedFace.Size, AlignedFace.Size], crops.Select(crop => PlainOnnx.Tensor(crop, AlignedFace.Size, AlignedFace.Size, StarterPack.Recogniser.Input))),
        new QuantiseOptions()).File;

    // The same model for BGR: red and blue of the first convolution's weights change places.
    private static byte[] Swapped(byte[] file)
    {
        var model = OnnxModel.Read(file);
        var changed = 0;
        model.Graph = new WireMessage([.. model.Graph.Fields.Select(field =>
        {
            if (field.Number != GraphFields.Initializer || OnnxTensor.Read(field.Payload) is not { Shape: [var kernels, 3, var rows, var columns] } weight)
            {
                return field;
            }

            changed++;
            var plane = (int)(rows * columns);
            for (var kernel = 0; kernel < kernels; kernel++)
            {
                var red = weight.Values.AsSpan(3 * kernel * plane, plane);
                var blue = weight.Values.AsSpan(((3 * kernel) + 2) * plane, plane);
                for (var i = 0; i < plane; i++)
                {
                    (red[i], blue[i]) = (blue[i], red[i]);
                }
            }

            return WireField.Of(GraphFields.Initializer, weight.ToBytes());
        })]);
        Assert.Equal(1, changed);
        return model.ToBytes();
    }

    private static IEnumerable<byte[]> WholePictures()
    {
        for (var number = 1; number <= Measured; number++)
        {
            using var frame = SamplePictures.Open(number);
            var box = LetterBox.Fit(new PixelRect(0, 0, frame.Width, frame.Height), 640, 640);
            var rgb = new byte[3 * 640 * 640];
            frame.ScaleInto(box.Region, rgb, box.ContentWidth, box.ContentHeight, 3 * 640, ColorOrder.Rgb);
            yield return rgb;
        }
    }

    private Float32 Compute()
    {
        using var backend = new OnnxBackend("cpu", Pack(), new OnnxBackendOptions(), NullLogger.Instance);
        backend.EnterThread();
        List<ContractFace> faces = [.. Enumerable.Range(1, 6).SelectMany(picture => ContractFace.In(backend, picture))];
        // A face whose colours matter to the model, as a pack's reference is.
        var crop = faces.Select(face => face.Crop).First(crop => TensorPrimitives.CosineSimilarity<float>(Embedded(backend, crop), Embedded(backend, SampleFaces.Swapped(crop))) <= 0.9f);
        return new Float32(faces, new SelfTestReference(crop, Embedded(backend, crop)));
    }

    private static float[] Embedded(OnnxBackend backend, byte[] crop)
    {
        var raw = new float[backend.Model.Length];
        backend.Embed(crop, 1, raw);
        return raw;
    }

    /// <summary>What float32 gives.</summary>
    /// <param name="Faces">All faces of the sample pictures.</param>
    /// <param name="SelfTest">A face whose colours matter.</param>
    internal sealed record Float32(IReadOnlyList<ContractFace> Faces, SelfTestReference SelfTest);
}
