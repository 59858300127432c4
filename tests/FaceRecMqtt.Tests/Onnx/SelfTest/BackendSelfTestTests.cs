using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.SelfTest;
using FaceRecMqtt.Tests.Onnx.Sessions;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Onnx.SelfTest;

public sealed class BackendSelfTestTests
{
    private static readonly InputFormat Right = StarterPack.Recogniser.Input;
    private static readonly Lazy<SelfTestReference> Reference = new(MakeReference);

    [Fact]
    public void A_backend_that_agrees_with_the_published_model_passes() => Assert.Null(Run(Right));

    [Fact]
    public void A_swapped_channel_order_is_named() =>
        AssertNamed("channel order swapped: the manifest says BGR, the model wants RGB", Run(Right with { Color = InputColor.Bgr }));

    [Fact]
    public void An_input_normalised_twice_is_named() => AssertNamed(
        "normalised twice (mean and scale applied to an input that was normalised already)",
        Run(Right with { Mean = Right.Mean + (Right.Mean / Right.Scale), Scale = Right.Scale * Right.Scale }));

    [Fact]
    public void An_input_that_is_not_normalised_is_named() => AssertNamed("not normalised: the manifest says x", Run(Right with { Mean = 0, Scale = 1 }));

    [Fact]
    public void Two_mistakes_are_both_named()
    {
        var problem = Run(new InputFormat(112, 112, InputColor.Bgr, 0, 1));
        AssertNamed("channel order swapped", problem);
        AssertNamed("not normalised", problem);
    }

    [Fact]
    public void A_scale_that_only_changes_the_length_is_found_too() => Assert.NotNull(Run(Right with { Scale = Right.Scale * 0.9f }));

    [Fact]
    public void A_model_that_normalises_itself_is_named()
    {
        // The crop itself as its own embedding: the model stands for one that takes bytes.
        AssertNamed("normalised twice (mean and scale applied to an input that the model normalises itself)", RunMul(1, planes => planes));
    }

    [Fact]
    public void Another_model_is_told_apart() =>
        AssertNamed("another model or a broken file", RunMul(1, planes => [.. planes.Reverse().Select((value, i) => i % 2 == 0 ? value : -value)]));

    [Theory]
    [InlineData(float.NaN, "not numbers")]
    [InlineData(float.PositiveInfinity, "not numbers")]
    [InlineData(0, "gives zeros")]
    public void Broken_numbers_are_said(float factor, string expected) => AssertNamed(expected, RunMul(factor, planes => planes));

    [Fact]
    public void A_reference_of_another_length_is_refused()
    {
        using var backend = Open(Right);
        AssertNamed("needs 37632 and 512", BackendSelfTest.Run(backend, new SelfTestReference(new byte[37632], new float[128])));
    }

    private static string? Run(InputFormat stated)
    {
        using var backend = Open(stated);
        return BackendSelfTest.Run(backend, Reference.Value);
    }

    // A recogniser whose embedding is its input times a factor; the reference is what remake makes of the crop's planes.
    private static string? RunMul(float factor, Func<float[], float[]> remake)
    {
        StarterPack.Require();
        using var folder = new TemporaryFolder();
        MulModel.Write(folder.File("mul.onnx"), factor, 1, 3, 112, 112);
        foreach (var file in (string[])[StarterPack.UltraFace.File, StarterPack.Landmarks.File])
        {
            File.CreateSymbolicLink(folder.File(file), Path.Combine(StarterPack.Folder, file));
        }

        var crop = Reference.Value.Crop;
        var planes = PlainOnnx.Tensor(crop, 112, 112, new InputFormat(112, 112, InputColor.Rgb, 0, 1));
        var recogniser = StarterPack.Recogniser with { File = "mul.onnx", Length = planes.Length };
        var pack = StarterPack.Of(folder.Path, StarterPack.UltraFace, StarterPack.Landmarks, recogniser);
        using var backend = new OnnxBackend("cpu", pack, new OnnxBackendOptions(), NullLogger.Instance);
        return BackendSelfTest.Run(backend, new SelfTestReference(crop, remake(planes)));
    }

    private static OnnxBackend Open(InputFormat stated) => new(
        "cpu",
        StarterPack.Of(StarterPack.Installed().Folder, StarterPack.UltraFace, StarterPack.Landmarks, StarterPack.Recogniser with { Input = stated }),
        new OnnxBackendOptions(),
        NullLogger.Instance);

    private static SelfTestReference MakeReference()
    {
        using var backend = Open(Right);
        foreach (var crop in Enumerable.Range(1, 6).SelectMany(picture => SampleFaces.Of(backend, picture)))
        {
            var (raw, swapped) = (Plainly(crop), Plainly(SampleFaces.Swapped(crop)));
            if (System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(raw, swapped) <= 0.9f)
            {
                return new SelfTestReference(crop, raw);
            }
        }

        throw new InvalidOperationException("No sample face tells the colour orders apart.");
    }

    private static float[] Plainly(byte[] crop) =>
        PlainOnnx.Run(Path.Combine(StarterPack.Folder, "fr_feature.onnx"), PlainOnnx.Tensor(crop, 112, 112, Right), [1, 3, 112, 112]).Values.Single();

    private static void AssertNamed(string expected, string? problem) => Assert.Contains(expected, problem, StringComparison.Ordinal);
}
