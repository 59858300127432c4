using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Node.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Node.Hosting;

public sealed class KeptChoicesTests : IDisposable
{
    private readonly Support.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_choice_holds_over_a_restart_until_the_configuration_says_something_else()
    {
        InOneRun(kept => kept.Keep("backend", "cpu", "hailo"));
        InOneRun(kept => Assert.Equal("hailo", kept.Read("backend", "cpu")));
        InOneRun(kept => Assert.Null(kept.Read("backend", "other")));
        // Whoever then puts the old value back wants that one.
        InOneRun(kept => Assert.Null(kept.Read("backend", "cpu")));
    }

    [Fact]
    public void Choosing_what_is_configured_forgets_the_choice() => InOneRun(kept =>
    {
        kept.Keep("policy", "fixed", "auto");
        kept.Keep("policy", "fixed", "fixed");
        Assert.Null(kept.Read("policy", "fixed"));
    });

    [Fact]
    public void A_camera_that_was_switched_off_and_made_stricter_stays_so_after_a_restart()
    {
        var section = Parsed.Good("cameras: [{name: door, source: rtsp://192.168.1.20/1}]").Cameras[0];
        InOneRun(kept =>
        {
            new KeptCameraSettings(kept, section).KeepEnabled(false);
            new KeptCameraSettings(kept, section).KeepMinSimilarity(0.55f);
        });
        InOneRun(kept => Assert.Equal(section with { Enabled = false, MinSimilarity = 0.55f }, new KeptCameraSettings(kept, section).Restored));
        var edited = section with { MinSimilarity = 0.3f };
        InOneRun(kept => Assert.Equal(edited with { Enabled = false }, new KeptCameraSettings(kept, edited).Restored));
    }

    [Fact]
    public void A_chosen_backend_that_is_configured_no_more_is_forgotten()
    {
        var both = Parsed.Good("backends: [{name: cpu}, {name: other, pack: custom}]");
        InOneRun(kept => KeptBackend.Keep(kept, both, "other"));
        InOneRun(kept => Assert.Equal("other", KeptBackend.Chosen(kept, both)));
        InOneRun(kept => Assert.Equal("cpu", KeptBackend.Chosen(kept, Parsed.Good("backends: [{name: cpu}]"))));
    }

    private void InOneRun(Action<KeptChoices> use)
    {
        using var gallery = new FaceGallery(new GalleryOptions(Path.Combine(_folder.Path, "gallery.db")), TimeProvider.System, NullLogger.Instance);
        use(new KeptChoices(new SettingStore(gallery)));
    }
}
