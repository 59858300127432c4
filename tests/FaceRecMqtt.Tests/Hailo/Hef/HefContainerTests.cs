using FaceRecMqtt.Hailo.Hef;

namespace FaceRecMqtt.Tests.Hailo.Hef;

public sealed class HefContainerTests
{
    private static readonly byte[] Model = TinyHef.Model(TinyHef.Output("tiny/out", TinyHef.Numbers(7, 0.5f)));

    [Theory]
    [InlineData(0, HefHashKind.Md5)]
    [InlineData(1, HefHashKind.Crc32)]
    [InlineData(2, HefHashKind.Xxh3)]
    [InlineData(3, HefHashKind.Xxh3)]
    public void Every_version_is_read_and_every_flipped_bit_and_every_cut_is_noticed(int version, HefHashKind kind)
    {
        var whole = Container(version);
        var facts = Read(whole);
        Assert.Equal((version, kind, HefArchitecture.Hailo8L), (facts.Container.Version, facts.Container.HashKind, facts.Architecture));
        Assert.Equal("tiny/out", facts.Groups[0].Outputs[0].Name);
        for (var at = facts.Container.HeaderLength; at < whole.Length; at++)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= (byte)(1 << (at % 8));
            Assert.Contains("hash is", Refusal(flipped, HefFault.Damaged), StringComparison.Ordinal);
        }

        for (var length = 4; length < whole.Length; length++)
        {
            Refusal(whole[..length], HefFault.Damaged);
        }

        Assert.Contains("header states", Refusal([.. whole, 0], HefFault.Damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Additional_parts_of_version_3_count() =>
        Assert.Equal(300UL, Read(TinyHef.Container(3, Model, TinyHef.Weights, additional: 44)).Container.WeightsLength);

    [Fact]
    public void What_is_no_HEF_is_named_so()
    {
        Assert.Contains("magic", Refusal("\0asm and more of it"u8.ToArray(), HefFault.NotSupported), StringComparison.Ordinal);
        Assert.Contains("magic", Refusal([], HefFault.NotSupported), StringComparison.Ordinal);
        var unknown = Container(3);
        unknown[7] = 4;
        Assert.Contains("version 4 is unknown", Refusal(unknown, HefFault.NotSupported), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 8, 4)]
    [InlineData(2, 20, 8)]
    [InlineData(3, 20, 8)]
    [InlineData(3, 32, 8)]
    public void Huge_lengths_are_refused_before_anything_is_allocated(int version, int at, int bytes)
    {
        var hostile = Container(version);
        hostile.AsSpan(at, bytes).Fill(0xFF);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(hostile, HefFault.Damaged);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Absent_file_and_folder_are_told()
    {
        Assert.Equal(HefFault.NotReadable, Assert.Throws<HefException>(() => HefFacts.Read("nowhere/nothing.hef")).Fault);
        Assert.Equal(HefFault.NotReadable, Assert.Throws<HefException>(() => HefFacts.Read(Path.GetTempPath())).Fault);
        Assert.Equal(HefFault.NotReadable, Assert.Throws<HefException>(() => HefFacts.Read("")).Fault);
    }

    private static byte[] Container(int version) => TinyHef.Container(version, Model, version == 0 ? [] : TinyHef.Weights);

    private static HefFacts Read(byte[] bytes) => HefFacts.Read(new MemoryStream(bytes));

    private static string Refusal(byte[] bytes, HefFault fault)
    {
        var refusal = Assert.Throws<HefException>(() => Read(bytes));
        Assert.Equal(fault, refusal.Fault);
        return refusal.Message;
    }
}
