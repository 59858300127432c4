using CsCheck;
using FaceRecMqtt.Hailo.Hef;
using FaceRecMqtt.Hailo.Hef.Description;

namespace FaceRecMqtt.Tests.Hailo.Hef;

/// <summary>Damaged real files are read or refused, nothing else.</summary>
public sealed class HefFuzzTests
{
    // The group that is read lies in the first bytes of the description; what follows is skipped.
    private const int ReadPart = 17_000;

    [Theory]
    [InlineData(RealHef.Arcface8)]
    [InlineData(RealHef.Arcface15)]
    [InlineData(RealHef.Scrfd15)]
    public void Changed_descriptions_are_read_or_refused(string name)
    {
        var (container, description) = Description(name);
        var last = Math.Min(description.Length, ReadPart) - 1;
        var damage =
            from at in Gen.OneOf(Gen.Int[0, last], Gen.Int[0, 600])
            from value in Gen.OneOf(Gen.Byte, Gen.Bool.Select(isHigh => isHigh ? (byte)0xFF : (byte)0x80))
            from run in Gen.Int[1, 12]
            select (at, value, run);
        damage.List[1, 4].Sample(changes =>
        {
            var changed = description.ToArray();
            foreach (var (at, value, run) in changes)
            {
                changed.AsSpan(at, Math.Min(run, changed.Length - at)).Fill(value);
            }

            ReadOrRefuse(() => DescriptionParser.Parse(container, changed));
        }, iter: 2000);
    }

    [Theory]
    [InlineData(RealHef.Arcface8)]
    [InlineData(RealHef.Arcface15)]
    [InlineData(RealHef.Scrfd15)]
    public void Cut_and_shifted_descriptions_are_read_or_refused(string name)
    {
        var (container, description) = Description(name);
        (from start in Gen.Int[0, 300] from length in Gen.Int[0, ReadPart - 1000] select (start, length)).Sample(
            part => ReadOrRefuse(() => DescriptionParser.Parse(container, description.AsSpan(part.start, part.length).ToArray())), iter: 2000);
    }

    [Theory]
    [InlineData(RealHef.Arcface8)]
    [InlineData(RealHef.Scrfd15)]
    public void Any_changed_byte_and_any_cut_of_a_real_file_is_noticed(string name)
    {
        var whole = File.ReadAllBytes(RealHef.Path(name));
        // The header's reserved bytes, behind byte 27, mean nothing and are not hashed.
        (from at in Gen.OneOf(Gen.Int[HefContainer.LongestHeader, whole.Length - 1], Gen.Int[0, 27]) from flip in Gen.Int[1, 255] select (at, flip)).Sample(
            change =>
            {
                var changed = whole.ToArray();
                changed[change.at] ^= (byte)change.flip;
                Assert.Throws<HefException>(() => HefFacts.Read(new MemoryStream(changed)));
                Assert.Throws<HefException>(() => HefFacts.Read(new MemoryStream(whole, 0, change.at)));
            },
            iter: 60);
    }

    private static (HefContainer Container, byte[] Description) Description(string name)
    {
        using var file = File.OpenRead(RealHef.Path(name));
        var contents = HefContents.Read(file);
        return (contents.Container, contents.Description);
    }

    private static void ReadOrRefuse(Func<HefFacts> read)
    {
        try
        {
            Assert.NotEmpty(read().Groups);
        }
        catch (HefException refusal)
        {
            Assert.NotEqual(HefFault.NotReadable, refusal.Fault);
        }
    }
}
