using CsCheck;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Tests.Video.Sources;

public sealed class SourceAddressTests
{
    [Theory]
    [InlineData("rtsp://camera/live", SourceKind.Rtsp)]
    [InlineData("RTSPS://camera/live", SourceKind.Rtsp)]
    [InlineData("http://camera/video", SourceKind.Http)]
    [InlineData("https://camera/video", SourceKind.Http)]
    [InlineData("file:///clips/a.mp4", SourceKind.File)]
    [InlineData("/clips/a.mp4", SourceKind.File)]
    [InlineData("a.mp4", SourceKind.File)]
    [InlineData("/dev/video0", SourceKind.Device)]
    [InlineData("ftp://camera/live", SourceKind.Unknown)]
    [InlineData("concat://a|b", SourceKind.Unknown)]
    public void The_kind_is_told_by_the_address(string text, SourceKind kind) => Assert.Equal(kind, new SourceAddress(text).Kind);

    [Fact]
    public void A_path_of_a_folder_is_a_folder()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(SourceKind.Folder, new SourceAddress(folder.Path).Kind);
    }

    [Theory]
    [InlineData("rtsp://camera:554/live", "rtsp://camera:554/live")]
    [InlineData("rtsp://user:secret@camera:554/live", "rtsp://***@camera:554/live")]
    [InlineData("rtsp://user:pa%40ss@camera/live", "rtsp://***@camera/live")]
    [InlineData("rtsp://user:se@cr@et@camera/live", "rtsp://***@camera/live")]
    [InlineData("rtsp://user:sec/ret@camera/live", "rtsp://***")]
    [InlineData("rtsp://user:sec?ret@camera/live", "rtsp://***")]
    [InlineData("http://camera/video?user=admin&password=secret", "http://camera/video?user=***&password=***")]
    [InlineData("http://camera/video?password=sec/ret#x", "http://camera/video?password=***")]
    [InlineData("http://camera/video?password=se@cret", "http://***")]
    [InlineData("http://camera/video?secret", "http://camera/video?***")]
    [InlineData("rtsp://camera/user=admin_password=sec/ret_channel=1", "rtsp://camera/user=***")]
    [InlineData("rtsps://camera:7441/7bZDvBrXA9mBYwPD?enableSrtp", "rtsps://camera:7441/***?***")]
    [InlineData("rtsp://camera/h264Preview_01_main", "rtsp://camera/h264Preview_01_main")]
    [InlineData("rtsp://camera/Streaming/Channels/101", "rtsp://camera/Streaming/Channels/101")]
    [InlineData("user:secret@camera/live", "***@camera/live")]
    [InlineData("camera/video?password=secret", "camera/video?password=***")]
    [InlineData("//user:secret@camera/live", "***")]
    [InlineData("/clips/a=b@c.mp4", "/clips/a=b@c.mp4")]
    [InlineData("file:///clips/a=b@c.mp4", "file:///clips/a=b@c.mp4")]
    [InlineData("./a=b@c.mp4", "./a=b@c.mp4")]
    public void The_text_form_has_no_secret(string text, string shown) => Assert.Equal(shown, new SourceAddress(text).ToString());

    [Theory]
    [InlineData("rtsp://user:secret@camera:554/live", "camera")]
    [InlineData("rtsp://[fe80::1]:554/live", "fe80::1")]
    [InlineData("rtsp://user:12/34@camera/live", null)]
    [InlineData("/clips/a.mp4", null)]
    [InlineData("a.mp4", null)]
    public void The_host_is_that_of_the_network_address(string text, string? host) => Assert.Equal(host, new SourceAddress(text).Host);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public void What_cannot_be_an_address_is_refused(string text) => Assert.Throws<ArgumentException>(() => new SourceAddress(text));

    [Fact]
    public void Options_and_interpolation_print_no_secret()
    {
        var options = new FaceRecMqtt.Video.Cameras.CameraOptions { Name = "door", Source = new SourceAddress("rtsp://user:pa%40ss@camera/live") };

        Assert.DoesNotContain("pa%40ss", $"{options} {options with { Name = "gate" }} {string.Format(null, "{0}", options.Source)}", StringComparison.Ordinal);
        Assert.Equal("rtsp://user:pa%40ss@camera/live", options.Source.Reveal());
    }

    [Fact]
    public void Any_text_is_taken_and_printed() => Gen.String.Where(text => !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal)).Sample(text =>
    {
        var address = new SourceAddress(text);
        _ = address.Host;
        Assert.NotNull(address.ToString());
        Assert.Equal(text.Trim(), address.Reveal());
        Assert.Equal(address, new SourceAddress(text));
        Assert.Equal(address.GetHashCode(), new SourceAddress(text).GetHashCode());
    });

    [Fact]
    public void No_form_of_an_address_prints_its_password()
    {
        // Two words that stand in no other part, and anything between them.
        // In a query = and & end a value: who means them must write %3D and %26.
        var passwords = Gen.Char["@:/?#%+!$ ._-~abc"].Array[0, 5].Select(middle => $"QWX{new string(middle)}ZYK");
        string[] forms =
        [
            "rtsp://user:{0}@camera:554/live?channel=1",
            "rtsp://{0}@camera/live",
            "https://user:{0}@camera/a@b?c=d@e",
            "http://camera/video?user=a&pwd={0}",
            "http://camera/video?pwd={0}&channel=1",
            "http://camera/video?{0}",
            "rtsp://camera/user=admin_password={0}_channel=1",
            "user:{0}@camera/live",
            "//user:{0}@camera/live",
            "camera/video?pwd={0}",
        ];
        Gen.Select(passwords, Gen.Int[0, forms.Length - 1]).Sample((password, form) =>
        {
            var address = new SourceAddress(forms[form].Replace("{0}", password, StringComparison.Ordinal));
            var shown = $"{address} {address.Host}";
            return !shown.Contains("QWX", StringComparison.OrdinalIgnoreCase) && !shown.Contains("ZYK", StringComparison.OrdinalIgnoreCase);
        });
    }
}
