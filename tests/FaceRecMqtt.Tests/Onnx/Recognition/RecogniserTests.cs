using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Onnx.Recognition;

public sealed class RecogniserTests
{
    [Fact]
    public void An_embedding_is_what_a_plain_run_of_the_model_gives()
    {
        using var backend = Open(StarterPack.Recogniser);
        var crop = SampleFaces.Of(backend, 1)[0];
        var plain = PlainOnnx.Run(
            Path.Combine(StarterPack.Folder, "fr_feature.onnx"), PlainOnnx.Tensor(crop, 112, 112, StarterPack.Recogniser.Input), [1, 3, 112, 112]);
        AssertNear(plain.Values.Single(), Embed(backend, crop));
    }

    [Fact]
    public void Several_faces_at_once_are_each_as_alone()
    {
        using var backend = Open(StarterPack.Recogniser);
        var crops = SampleFaces.Of(backend, 1);
        var raw = new float[crops.Length * 512];
        backend.Embed(crops.SelectMany(crop => crop).ToArray(), crops.Length, raw);
        for (var i = 0; i < crops.Length; i++)
        {
            AssertNear(Embed(backend, crops[i]), raw.AsSpan(i * 512, 512));
        }
    }

    [Fact]
    public void A_model_that_wants_blue_first_gets_it()
    {
        using var rgb = Open(StarterPack.Recogniser);
        using var bgr = Open(StarterPack.Recogniser with { Input = StarterPack.Recogniser.Input with { Color = InputColor.Bgr } });
        var crop = SampleFaces.Of(rgb, 1)[0];
        AssertNear(Embed(rgb, crop), Embed(bgr, SampleFaces.Swapped(crop)));
    }

    [Fact]
    public void The_woman_in_two_pictures_is_the_same_and_nobody_else()
    {
        using var backend = Open(StarterPack.Recogniser);
        var first = SampleFaces.Of(backend, 1).Select(crop => Embed(backend, crop)).ToArray();
        var third = SampleFaces.Of(backend, 3).Select(crop => Embed(backend, crop)).ToArray();
        for (var i = 0; i < first.Length; i++)
        {
            for (var j = 0; j < third.Length; j++)
            {
                var similarity = TensorPrimitives.CosineSimilarity(first[i], third[j]);
                Assert.True((i, j) == (2, 1) ? similarity > 0.5f : similarity < 0.3f, $"Person {i} and person {j}: {similarity}.");
            }
        }
    }

    private static OnnxBackend Open(RecogniserManifest recogniser) => new(
        "cpu",
        StarterPack.Of(StarterPack.Installed().Folder, StarterPack.UltraFace, StarterPack.Landmarks, recogniser),
        new OnnxBackendOptions(),
        NullLogger.Instance);

    private static float[] Embed(OnnxBackend backend, byte[] crop)
    {
        Assert.Equal(AlignedFace.Bytes, crop.Length);
        var raw = new float[512];
        backend.Embed(crop, 1, raw);
        return raw;
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        Assert.InRange(TensorPrimitives.Distance(expected, actual) / TensorPrimitives.Norm(expected), 0, 1e-3f);
}
