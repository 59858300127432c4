using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Quantization;
using FaceRecMqtt.Onnx.Recognition;
using FaceRecMqtt.Onnx.SelfTest;
using FaceRecMqtt.Tests.Recognition.Accuracy;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

/// <summary>The models at hand, quantised, against themselves in float32.</summary>
public sealed class PublishedModelTests : IDisposable
{
    private static readonly long[] Shape = [1, 3, AlignedFace.Size, AlignedFace.Size];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PrecisionMode.A8W8, 0.95f)]
    [InlineData(PrecisionMode.Selective, 0.95f)]
    [InlineData(PrecisionMode.A16W16, 0.999f)]
    public void Portraits_are_embedded_nearly_as_by_float32(PrecisionMode mode, float least)
    {
        LabelledPictures.Need();
        var pack = StarterPack.Installed();
        var published = File.ReadAllBytes(Path.Combine(pack.Folder, "published", "fr_feature.onnx"));
        using var backend = new OnnxBackend("cpu", pack, new OnnxBackendOptions(), NullLogger.Instance);
        backend.EnterThread();
        var calibration = Enumerable.Range(1, 6).SelectMany(picture => SampleFaces.Of(backend, picture)).Concat(LabelledPictures.People.Select(person => Portrait(backend, person, 5)));
        float[][] tensors = [.. calibration.Select(Tensor)];
        var quantised = Quantiser.Quantise(published, new(Shape, tensors), new() { Mode = mode });
        Assert.Equal((50, 62), (quantised.Layers.Count, quantised.Activations));
        var cosines = LabelledPictures.People.Select(person =>
        {
            var tensor = Tensor(Portrait(backend, person, 1));
            return TensorPrimitives.CosineSimilarity<float>(QuantisedRun.Of(published, tensor, Shape), QuantisedRun.Of(quantised.File, tensor, Shape));
        }).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{mode}: cosine to float32 {cosines.Min():0.00000} to {cosines.Max():0.00000}, {tensors.Length} faces"));
        Assert.All(cosines, cosine => Assert.InRange(cosine, least, 1.00001f));
    }

    [Theory]
    [InlineData("500m", PrecisionMode.A8W8, 0.95f)]
    [InlineData("500m", PrecisionMode.A16W16, 0.999f)]
    [InlineData("2.5g", PrecisionMode.A8W8, 0.95f)]
    [InlineData("2.5g", PrecisionMode.A16W16, 0.999f)]
    public void Scrfd_is_raised_quantised_and_gives_nearly_what_float32_gives(string size, PrecisionMode mode, float least)
    {
        var path = RepositoryRoot.Shared("models", $"scrfd_{size}_bnkps.onnx");
        Assert.SkipUnless(File.Exists(path), $"no {path}");
        var model = File.ReadAllBytes(path);
        using var frame = SamplePictures.Shrunk(1, 640, 640);
        var tensor = PlainOnnx.Tensor(PlainOnnx.Pixels(frame, frame.Whole(), 640, 640), 640, 640, new InputFormat(640, 640, InputColor.Rgb, 127.5f, 1 / 128f));
        long[] shape = [1, 3, 640, 640];
        var quantised = Quantiser.Quantise(model, new(shape, [tensor]), new() { Mode = mode });
        var (expected, found) = (QuantisedRun.All(model, tensor, shape), QuantisedRun.All(quantised.File, tensor, shape));
        Assert.Equal(9, expected.Length);
        Assert.All(expected.Zip(found), pair => Assert.InRange(TensorPrimitives.CosineSimilarity<float>(pair.First, pair.Second), least, 1.00001f));
    }

    [Fact]
    public async Task Quantised_pack_is_installed_and_used_like_any_other()
    {
        var source = StarterPack.Installed();
        using var plain = new OnnxBackend("cpu", source, new OnnxBackendOptions(), NullLogger.Instance);
        plain.EnterThread();
        byte[][] crops = [.. SampleFaces.Of(plain, 1), .. SampleFaces.Of(plain, 3)];
        var folder = _folder.File("starter-a8");
        PackQuantiser.Write(source, crops, new(), folder);
        // Without the network: no pictures for a self-test.
        var manifest = Path.Combine(folder, "manifest.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(manifest))!.AsObject();
        json.Remove("self_test");
        File.WriteAllText(manifest, json.ToJsonString());

        using var installer = new PackInstaller(_folder.File("data"), TimeProvider.System);
        var result = await installer.InstallAsync(folder + "/", new(AcceptLicence: false, From: null), null, TestContext.Current.CancellationToken);
        Assert.Equal("starter-a8_w8", result.Pack.Manifest.Name);
        using var backend = new OnnxBackend("preview", result.Pack, new OnnxBackendOptions(), NullLogger.Instance);
        backend.EnterThread();
        var (expected, found) = (new float[512], new float[512]);
        plain.Embed(crops[0], 1, expected);
        backend.Embed(crops[0], 1, found);
        Assert.NotEqual(plain.Model.Hash, backend.Model.Hash);
        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected, found), 0.95f, 0.9999f);
        Assert.Null(BackendSelfTest.Run(backend, new SelfTestReference(crops[0], QuantisedRun.Of(File.ReadAllBytes(Path.Combine(folder, "fr_feature_a8_w8.onnx")), Tensor(crops[0]), Shape))));
    }

    [Fact]
    public void Folder_that_holds_something_is_not_written_to()
    {
        var source = StarterPack.Installed();
        File.WriteAllText(_folder.File("mine.txt"), "mine");
        var fault = Assert.Throws<PackException>(() => PackQuantiser.Write(source, [new byte[AlignedFace.Bytes]], new(), _folder.Path));
        Assert.Contains("is there already and not empty", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private static byte[] Portrait(OnnxBackend backend, string person, int number)
    {
        using var frame = LabelledPictures.Read(LabelledPictures.Portrait(person, number));
        var face = Assert.Single(FaceRecMqtt.Recognition.Search.PictureSearch.Find(backend, frame, 30, 0.6f, CancellationToken.None).Take(1));
        var crop = new byte[AlignedFace.Bytes];
        Assert.True(new FaceAligner().TryAlign(frame, face.Landmarks, crop));
        return crop;
    }

    private static float[] Tensor(byte[] crop)
    {
        var tensor = new float[AlignedFace.Bytes];
        Recogniser.Fill(crop, tensor, StarterPack.Recogniser.Input);
        return tensor;
    }
}
