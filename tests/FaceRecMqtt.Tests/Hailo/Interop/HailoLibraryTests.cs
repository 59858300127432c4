using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Interop;

[Collection(nameof(Simulation.StandIn))]
public sealed class HailoLibraryTests
{
    [Theory]
    [InlineData(4, 19, 0, false)]
    [InlineData(4, 20, 0, true)]
    [InlineData(4, 23, 7, true)]
    [InlineData(4, 24, 0, false)]
    [InlineData(5, 20, 0, false)]
    public void Only_versions_with_known_layouts_are_used(uint major, uint minor, uint revision, bool isKnown) =>
        Assert.Equal(isKnown, new HailoVersion(major, minor, revision).IsKnown);

    [Theory]
    [InlineData(19, "is HailoRT 4.19.0; this program knows 4.20 to 4.23")]
    [InlineData(24, "is HailoRT 4.24.0; this program knows 4.20 to 4.23")]
    public void Library_of_another_version_is_refused_by_name(int minor, string expected)
    {
        using var device = StandInDevice.Load();
        device.Set("library_minor", minor);
        Assert.Contains(expected, Assert.Throws<BackendException>(() => HailoLibrary.Open(StandInDevice.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Library_for_newer_chips_is_refused_with_what_serves_this_one()
    {
        using var device = StandInDevice.Load();
        device.Set("library_major", 5);
        Assert.Contains("does not serve the Hailo-8 family", Assert.Throws<BackendException>(() => HailoLibrary.Open(StandInDevice.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_library_is_named()
    {
        var fault = Assert.Throws<BackendException>(() => HailoLibrary.Open("/nowhere/libhailort.so"));
        Assert.Equal("The HailoRT library /nowhere/libhailort.so is not there; correct `library` or leave it out.", fault.Message);
    }

    [Fact]
    public void Second_library_in_one_process_is_refused()
    {
        using var device = StandInDevice.Load();
        HailoLibrary.Open(StandInDevice.Path);
        using var folder = new TemporaryFolder();
        var other = folder.File("libhailort.so.4.23.0");
        File.WriteAllText(other, "");
        Assert.Contains("is open already", Assert.Throws<BackendException>(() => HailoLibrary.Open(other)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.23.0\n", 4u, 23u, 0u)]
    [InlineData("4.20.1", 4u, 20u, 1u)]
    public void Version_of_the_driver_is_read(string text, uint major, uint minor, uint revision) =>
        Assert.Equal(new HailoVersion(major, minor, revision), HailoVersion.Parse(text));

    [Theory, InlineData(null), InlineData(""), InlineData("4.23"), InlineData("a.b.c"), InlineData("4.23.-1")]
    public void What_is_no_version_is_none(string? text) => Assert.Null(HailoVersion.Parse(text));
}
