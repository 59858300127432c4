using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.SelfTest;

public sealed class HailoReferenceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Hef => _folder.File("arcface.hef");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_found_beside_the_hef()
    {
        var reference = new HailoReference(new byte[AlignedFace.Bytes], [1.5f, -2, 0.25f]);
        new Random(1).NextBytes(reference.Crop);
        File.WriteAllBytes(_folder.File("arcface.reference"), HailoReferenceFile.ToBytes(reference));
        var found = HailoReferenceFile.Find(Hef)!;
        Assert.Equal(reference.Crop, found.Crop);
        Assert.Equal(reference.Raw, found.Raw);
    }

    [Fact]
    public void Where_there_is_none_nothing_is_found() => Assert.Null(HailoReferenceFile.Find(Hef));

    [Theory]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("another file")]
    [InlineData("no numbers")]
    [InlineData("zeros")]
    public void What_is_no_reference_is_refused_and_the_file_named(string what)
    {
        var whole = HailoReferenceFile.ToBytes(new(new byte[AlignedFace.Bytes], what == "no numbers" ? [1, float.NaN] : what == "zeros" ? [0, 0] : [1, 2]));
        File.WriteAllBytes(HailoReferenceFile.Beside(Hef), what switch
        {
            "empty" => [],
            "cut" => whole[..^1],
            "another file" => [1, .. whole[1..]],
            _ => whole,
        });
        var fault = Assert.Throws<BackendException>(() => HailoReferenceFile.Find(Hef));
        Assert.Contains(_folder.File("arcface.reference"), fault.Message, StringComparison.Ordinal);
        Assert.Contains("facerec models reference", fault.Message, StringComparison.Ordinal);
    }
}
