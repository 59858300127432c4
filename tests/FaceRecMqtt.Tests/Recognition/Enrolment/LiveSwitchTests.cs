using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>A backend switched while somebody is being learned takes what was chosen along.</summary>
public sealed class LiveSwitchTests : LiveStage
{
    [Fact]
    public async Task After_a_switch_of_the_backend_chosen_looks_are_embedded_again_and_old_ones_passed_over()
    {
        var npu = new FakeBackend("npu", "b2");
        var learning = Learn("Anna", samples: 3);
        Show(PaintedFace.Anna);
        await Judged(1);
        await Serve(npu);
        Show(PaintedFace.Anna, 30, model: npu.Model);
        Show(PaintedFace.Anna, 45);
        Show(PaintedFace.Anna, 60, model: npu.Model);
        var done = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal((npu.Model, 3, 1), (done.Model, done.Samples, done.Seen.OtherModel));
        Assert.Equal(3, Gallery.Index(npu.Model).SampleCount);
        Assert.Equal(1, npu.Embedded);
    }

    [Fact]
    public async Task A_switch_just_before_storing_embeds_all_again()
    {
        var npu = new FakeBackend("npu", "b2");
        var learning = Learn("Anna", samples: 2);
        Show(PaintedFace.Anna);
        await Judged(1);
        await Serve(npu);
        Show(PaintedFace.Anna, 30);
        var done = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal((npu.Model, 2, 2), (done.Model, done.Samples, npu.Embedded));
    }

    [Fact]
    public async Task A_new_backend_that_breaks_is_told_and_nothing_is_stored()
    {
        var npu = new FakeBackend("npu", "b2") { Embedding = () => throw new BackendException("The device went away.") };
        var learning = Learn("Anna", samples: 2);
        Show(PaintedFace.Anna);
        await Judged(1);
        await Serve(npu);
        Show(PaintedFace.Anna, 30, model: npu.Model);
        Assert.Equal("The device went away.", (await Refused(learning)).Text);
        Assert.Empty(Gallery.People());
    }
}
