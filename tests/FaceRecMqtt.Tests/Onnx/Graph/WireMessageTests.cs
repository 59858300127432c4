using CsCheck;
using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Graph;

public sealed class WireMessageTests
{
    [Fact]
    public void Whatever_is_read_is_written_byte_for_byte() => Gen.OneOf(
            from number in Gen.Int[1, 0x1FFF_FFFF] from value in Gen.Long select WireField.Of(number, value),
            from number in Gen.Int[1, 300] from value in Gen.Byte.Array[0, 40] select WireField.Of(number, value),
            from number in Gen.Int[1, 300] from value in Gen.Float select WireField.Of(number, value))
        .List[0, 20].Sample(fields =>
        {
            var bytes = new WireMessage(fields).ToBytes();
            var read = WireMessage.Read(bytes);
            Assert.Equal(bytes, read.ToBytes());
            Assert.Equal(fields.Select(field => field.Number), read.Fields.Select(field => field.Number));
            Assert.Equal(bytes.Length, read.Length);
        });

    [Fact]
    public void Integers_that_an_exporter_wrote_too_long_stay_as_they_are()
    {
        byte[] bytes = [0x88, 0x00, 0x85, 0x80, 0x00, 0x12, 0x81, 0x00, 0x41];
        var read = WireMessage.Read(bytes);
        Assert.Equal(5, read.Fields[0].Integer);
        Assert.Equal("A", read.Fields[1].Text);
        Assert.Equal(bytes, read.ToBytes());
    }

    [Fact]
    public void Random_bytes_are_a_message_or_refused() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        try
        {
            Assert.Equal(bytes, WireMessage.Read(bytes).ToBytes());
        }
        catch (GraphFormatException)
        {
            // Refused, as it should be.
        }
    });

    [Fact]
    public void Damaged_models_are_rewritten_or_refused()
    {
        var model = TinyModel.Recogniser();
        (from at in Gen.Int[0, model.Length - 1] from value in Gen.Byte from cut in Gen.Int[0, 20] select (at, value, cut)).Sample(damage =>
        {
            var bytes = model[..^damage.cut];
            bytes[Math.Min(damage.at, bytes.Length - 1)] = damage.value;
            try
            {
                var (rewritten, _) = InstallRewrite.Apply(bytes);
                rewritten.WriteTo(Stream.Null);
            }
            catch (GraphFormatException)
            {
                // Refused, as it should be.
            }
        });
    }

    [Fact]
    public void Published_models_are_written_byte_for_byte()
    {
        StarterPack.Require();
        foreach (var file in Directory.GetFiles(Path.Combine(StarterPack.Folder, "published")))
        {
            var bytes = File.ReadAllBytes(file);
            using var written = new MemoryStream();
            OnnxModel.Read(bytes).WriteTo(written);
            Assert.Equal(bytes, written.ToArray());
        }
    }

    [Fact]
    public void File_without_a_graph_is_no_model() =>
        Assert.Throws<GraphFormatException>(() => OnnxModel.Read(WireField.Of(1, 8L) is var field ? new WireMessage([field]).ToBytes() : []));
}
