using System.Numerics.Tensors;
using FaceRecMqtt.Hailo.Interop.Structs;
using FaceRecMqtt.Hailo.Simulation;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

[Collection(nameof(StandIn))]
public sealed class ModelTests
{
    private const int Side = 112;

    public ModelTests() => StandIn.Require();

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void An_embedding_is_what_onnx_runtime_gives_rounded_to_the_grid_of_the_output(int bits)
    {
        StarterPack.Require();
        var path = Path.Combine(StarterPack.Folder, StarterPack.Recogniser.File);
        var crop = Pixels(Side);
        var expected = PlainOnnx.Run(path, PlainOnnx.Tensor(crop, Side, Side, StarterPack.Recogniser.Input), [1, 3, Side, Side])["output"];
        var grid = SimulatedQuantisation.Over(TensorPrimitives.Min(expected), TensorPrimitives.Max(expected), bits);
        using var rig = new Rig(SimulatedModels.ArcFace(File.ReadAllBytes(path), ("input", "output"), 512, 127.5f, grid), FormatType.Float32);
        var given = rig.Run(crop)["arcface_mobilefacenet/fc1"];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.InRange(given[i] - expected[i], -0.51f * grid.Scale - 1e-4f, 0.51f * grid.Scale + 1e-4f);
            var number = (given[i] / grid.Scale) + grid.ZeroPoint;
            Assert.Equal(MathF.Round(number), number, 0.02f);
        }

        Assert.InRange(TensorPrimitives.CosineSimilarity(given, expected), bits == 8 ? 0.999f : 0.99999f, 1.0001f);
    }

    [Fact]
    public void A_detector_has_the_names_shapes_and_order_of_the_real_one_and_its_own_numbers()
    {
        var path = RepositoryRoot.Shared("models", "scrfd_2.5g_bnkps.onnx");
        Assert.SkipUnless(File.Exists(path), "scrfd_2.5g_bnkps.onnx is absent");
        string[] tensors = ["446", "466", "486", "449", "469", "489", "452", "472", "492"];
        var picture = Pixels(640);
        var format = new FaceRecMqtt.Onnx.Packs.InputFormat(640, 640, FaceRecMqtt.Onnx.Packs.InputColor.Rgb, 127.5f, 1 / 128f);
        var expected = PlainOnnx.Run(path, PlainOnnx.Tensor(picture, 640, 640, format), [1, 3, 640, 640]);
        var grids = tensors.Select((name, i) => i < 3 ? SimulatedQuantisation.Over(0, 1) : SimulatedQuantisation.Over(expected[name].Min(), expected[name].Max())).ToArray();
        var model = SimulatedModels.Scrfd("2.5g", File.ReadAllBytes(path), "input.1", tensors, grids);
        using (var hef = Rig.OpenHef(model.ToBytes()))
        {
            var infos = Rig.Infos(hef);
            Assert.Equal(
                ["input_layer1", "conv43", "conv42", "conv44", "conv50", "conv49", "conv51", "conv56", "conv55", "conv57"],
                infos.Select(info => Rig.NameOf(info)["scrfd_2_5g/".Length..]));
            Assert.Equal([(80u, 8u), (80u, 2u), (80u, 20u), (40u, 8u), (40u, 2u), (40u, 20u), (20u, 8u), (20u, 2u), (20u, 20u)],
                infos[1..].Select(info => (info.Shape.Height, info.Shape.Features)));
        }

        using var rig = new Rig(model, FormatType.Float32);
        var given = rig.Run(picture);
        for (var i = 0; i < tensors.Length; i++)
        {
            var layer = model.Outputs.Single(output => output.Tensor == tensors[i]);
            var error = given[layer.Name].Zip(expected[tensors[i]]).Max(pair => MathF.Abs(pair.First - pair.Second));
            Assert.InRange(error, 0, (0.51f * grids[i].Scale) + 1e-3f);
        }
    }

    [Fact]
    public void An_instantaneous_device_gives_its_first_answer_again()
    {
        StandIn.Set("instant", 1);
        using var rig = new Rig(EchoModel.Make(), FormatType.Float32);
        var first = rig.Run(StreamTests.Frame(3));
        Assert.Equal(first["echo/a"], rig.Run(StreamTests.Frame(9))["echo/a"]);
        StandIn.Set("instant", 0);
        Assert.NotEqual(first["echo/a"], rig.Run(StreamTests.Frame(9))["echo/a"]);
    }

    private static byte[] Pixels(int side)
    {
        var pixels = new byte[3 * side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(127 + (90 * MathF.Sin(i / 3 % side / 9f) * MathF.Cos(i / 3 / side / 7f)) + (i % 3 * 12));
        }

        return pixels;
    }
}
