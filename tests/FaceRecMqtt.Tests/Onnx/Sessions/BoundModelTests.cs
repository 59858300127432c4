using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Onnx.Sessions;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Sessions;

public sealed class BoundModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_writes_the_outputs_of_the_input_of_the_moment()
    {
        MulModel.Write(_folder.File("mul.onnx"), 3, 1, 3, 2, 2);
        using var model = BoundModel.Open(_folder.File("mul.onnx"), [1, 3, 2, 2], 1, model => model);
        foreach (var value in (float[])[1, -2])
        {
            model.Input.Fill(value);
            model.Run();
            Assert.All(model.Outputs[0].Values, output => Assert.Equal(3 * value, output));
        }

        Assert.Equal("y [1,3,2,2]", model.Outputs[0].ToString());
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains("gone.onnx is not in", Problem("gone.onnx", [1, 3, 2, 2]), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(-1)]
    public void A_broken_file_is_named(int length)
    {
        MulModel.Write(_folder.File("mul.onnx"), 3, 1, 3, 2, 2);
        var bytes = length < 0 ? "<html>not found</html>"u8.ToArray() : File.ReadAllBytes(_folder.File("mul.onnx"))[..length];
        File.WriteAllBytes(_folder.File("broken.onnx"), bytes);
        Assert.Contains("broken.onnx is broken or no ONNX model", Problem("broken.onnx", [1, 3, 2, 2]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 4, 2)]
    [InlineData(1, 2, 2)]
    public void Another_input_than_stated_is_told_with_both_shapes(int planes, int height, int width)
    {
        long[] stated = [1, planes, height, width];
        MulModel.Write(_folder.File("mul.onnx"), 3, 1, 3, 2, 2);
        var problem = Problem("mul.onnx", stated);
        Assert.Contains($"mul.onnx: the manifest states an input of [{string.Join(',', stated)}], the model takes x [1,3,2,2]", problem, StringComparison.Ordinal);
    }

    private string Problem(string file, long[] shape) =>
        Assert.Throws<BackendException>(() => BoundModel.Open(_folder.File(file), shape, 1, model => model)).Message;
}
