using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Simulation;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

[Collection(nameof(StandIn))]
public sealed class ContainerTests
{
    public ContainerTests() => StandIn.Require();

    [Fact]
    public void Infos_come_in_the_order_of_the_file_and_say_what_was_written()
    {
        var quantisation = new SimulatedQuantisation(144, 0.0167389177f, -2.41040421f, 1.85801983f);
        var model = new SimulatedModel("g", [new("g/in", 4, 5, 3)], [new("g/z", 8, 6, 2) { Quantisation = new(3, 0.5f, -1.5f, 9, 16) }, new("g/a", 1, 1, 512) { IsVector = true, Quantisation = quantisation }]);
        using var hef = Rig.OpenHef(model.ToBytes());
        var infos = Rig.Infos(hef);
        Assert.Equal(["g/in", "g/z", "g/a"], infos.Select(Rig.NameOf));
        Assert.Equal((8u, 6u, 2u), (infos[1].Shape.Height, infos[1].Shape.Width, infos[1].Shape.Features));
        Assert.Equal(2, (int)infos[1].Format.Type);
        Assert.Equal(6, (int)infos[2].Format.Order);
        Assert.Equal((144f, 0.0167389177f, -2.41040421f, 1.85801983f), (infos[2].QuantInfo.QpZp, infos[2].QuantInfo.QpScale, infos[2].QuantInfo.LimvalsMin, infos[2].QuantInfo.LimvalsMax));
    }

    [Fact]
    public void Damaged_and_foreign_files_are_refused_as_hailort_does()
    {
        var good = EchoModel.Make().ToBytes();
        Assert.Equal(HailoStatus.Success, Open(good));
        Assert.Equal(HailoStatus.HefFileCorrupted, Open(good[..^1]));
        Assert.Equal(HailoStatus.HefFileCorrupted, Open(good[..20]));
        for (var i = 32; i < good.Length; i += 7)
        {
            var flipped = (byte[])good.Clone();
            flipped[i] ^= 4;
            Assert.Equal(HailoStatus.HefFileCorrupted, Open(flipped));
        }

        Assert.Equal(HailoStatus.HefNotSupported, Open("no model at all, but long enough"u8.ToArray()));
        Assert.Equal(HailoStatus.HefNotSupported, Open([1, .. "HEF"u8, .. new byte[60]]));
    }

    [Fact]
    public void Before_4_21_every_bad_file_has_the_one_status()
    {
        StandIn.Set("library_minor", 20);
        Assert.Equal(HailoStatus.InvalidHef, Open(EchoModel.Make().ToBytes()[..^1]));
        Assert.Equal(HailoStatus.InvalidHef, Open("no model at all, but long enough"u8.ToArray()));
    }

    [Fact]
    public void What_cannot_be_written_is_refused_before_it_is()
    {
        Assert.Throws<ArgumentException>(() => EchoModel.Make("a\tb").ToBytes());
        Assert.Throws<ArgumentException>(() => new SimulatedModel("g", [], []).ToBytes());
        Assert.Throws<ArgumentException>(() => new SimulatedModel("g", [new("i", 1, 1, 0)], [new("o", 1, 1, 1)]).ToBytes());
        Assert.Throws<ArgumentException>(() => new SimulatedModel("g", [new("i", 1, 1, 1) { Quantisation = new(0, 0, 0, 1) }], [new("o", 1, 1, 1)]).ToBytes());
    }

    [Theory]
    [InlineData(-2.41f, 1.858f, 8)]
    [InlineData(0, 1, 8)]
    [InlineData(0.2f, 3, 16)]
    [InlineData(0, 0, 8)]
    public void A_grid_has_an_exact_zero_and_covers_the_range(float minimum, float maximum, int bits)
    {
        var grid = SimulatedQuantisation.Over(minimum, maximum, bits);
        Assert.Equal(MathF.Round(grid.ZeroPoint), grid.ZeroPoint);
        Assert.InRange(grid.Minimum, float.NegativeInfinity, minimum + grid.Scale);
        Assert.InRange(grid.Maximum, maximum - grid.Scale, float.PositiveInfinity);
        Assert.InRange(grid.ZeroPoint, 0, (1 << bits) - 1);
    }

    private static HailoStatus Open(byte[] bytes)
    {
        var status = Rig.TryOpenHef(bytes, out var hef);
        hef?.Dispose();
        return status;
    }
}
