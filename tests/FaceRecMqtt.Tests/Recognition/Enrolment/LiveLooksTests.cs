using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>Looks reach whoever learns from their camera and cost nothing otherwise.</summary>
public sealed class LiveLooksTests
{
    private readonly LiveLooks _looks = new();

    [Fact]
    public void Looks_over_the_queue_replace_the_oldest_and_are_counted()
    {
        var session = _looks.Open(["door"])!;
        for (var i = 0; i < 11; i++)
        {
            Offer("door", 100 + i);
        }

        Assert.Equal(3, session.Dropped);
        Assert.True(session.Looks.TryRead(out var oldest));
        Assert.Equal(103, oldest.Quality.FacePx);
    }

    [Fact]
    public void Each_camera_has_its_own_looks_and_a_closed_one_takes_none()
    {
        var (door, garden) = (_looks.Open(["door"])!, _looks.Open(["garden"])!);
        Assert.Null(_looks.Open(["door"]));
        Offer("garden", 70);
        Assert.False(door.Looks.TryRead(out _));
        _looks.Close(garden);
        Offer("garden", 71);
        Assert.True(garden.Looks.TryRead(out var look));
        Assert.Equal(70, look.Quality.FacePx);
        Assert.False(garden.Looks.TryRead(out _));
        Assert.True(_looks.IsWanted("door"));
    }

    [Fact]
    public void A_session_over_several_cameras_takes_those_that_are_free_and_then_the_one_it_settles_on()
    {
        var door = _looks.Open(["door"])!;
        var all = _looks.Open(["door", "garden", "hall"])!;
        Assert.Equal(["garden", "hall"], all.Cameras);
        Offer("hall", 70);
        all.Settle("hall");
        Offer("garden", 71);
        Offer("hall", 72);
        Assert.True(all.Looks.TryRead(out var look));
        Assert.Equal(("hall", 70), (look.Camera, look.Quality.FacePx));
        Assert.True(all.Looks.TryRead(out look));
        Assert.Equal(72, look.Quality.FacePx);
        Assert.False(_looks.IsWanted("garden"));
        Assert.NotNull(_looks.Open(["garden"]));
        Assert.Null(_looks.Open(["door", "hall"]));
        Assert.False(door.Looks.TryRead(out _));
    }

    [Fact]
    public void A_look_is_a_copy()
    {
        var session = _looks.Open(["door"])!;
        var (crop, raw) = (new byte[] { 1 }, new[] { 2f });
        _looks.Offer("door", new LiveLook { Detection = default, Quality = default, Crop = crop, Raw = raw, Model = Painted.Model, FacesInView = 1 });
        (crop[0], raw[0]) = (9, 9);
        Assert.True(session.Looks.TryRead(out var look));
        Assert.Equal((1, 2f), (look.Crop[0], look.Raw[0]));
    }

    [Fact]
    public void Without_an_enrolment_asking_and_offering_allocate_nothing()
    {
        Offer("door", 70);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(_looks.IsWanted("door"));
        Offer("door", 70);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private void Offer(string camera, int facePx) => _looks.Offer(
        camera,
        new LiveLook
        {
            Detection = default,
            Quality = Painted.GoodQuality with { FacePx = facePx },
            Crop = default,
            Raw = default,
            Model = Painted.Model,
            FacesInView = 1,
        });
}
