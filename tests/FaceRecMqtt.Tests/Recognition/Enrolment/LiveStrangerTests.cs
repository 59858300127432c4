using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>Somebody who is somebody else already, before the camera of a live enrolment.</summary>
public sealed class LiveStrangerTests : LiveStage
{
    [Fact]
    public async Task A_face_that_is_somebody_else_is_refused_with_name_and_score_unless_forced()
    {
        Gallery.Add(Painted.Name("Bea"), [Painted.Sample(PaintedFace.Crop(PaintedFace.Anna))], Backend.Model);
        var learning = Learn("Anna", samples: 1);
        Show(PaintedFace.Anna, 30);
        var refusal = Assert.IsType<EnrolmentRefusal.LooksLikeOther>(await Refused(learning));
        Assert.Equal(("Bea", true), (refusal.Other.Name, Math.Abs(refusal.Similarity - 0.866f) < 0.01f));
        var forced = Learn("Anna", samples: 1, force: true);
        Show(PaintedFace.Anna, 30);
        Assert.IsType<LiveEnrolmentResult.Enrolled>(await forced.WaitAsync(Patience));
    }

    [Fact]
    public async Task Whoever_stays_and_is_somebody_else_is_told_at_once_and_not_in_the_end()
    {
        Gallery.Add(Painted.Name("Bea"), [Painted.Sample(PaintedFace.Crop(PaintedFace.Anna))], Backend.Model);
        var learning = Learn("Anna", samples: 3);
        var deadline = Deadline.In(Patience);
        while (!learning.IsCompleted && deadline.Left > TimeSpan.Zero)
        {
            // No time passes on the enrolment's clock.
            Show(PaintedFace.Anna, 30);
            await Task.Yield();
        }

        Assert.Equal("Bea", Assert.IsType<EnrolmentRefusal.LooksLikeOther>(await Refused(learning)).Other.Name);
    }

    [Fact]
    public async Task Somebody_known_who_passes_by_does_not_end_it()
    {
        Gallery.Add(Painted.Name("Bea"), [Painted.Sample(PaintedFace.Crop(PaintedFace.Bea))], Backend.Model);
        var learning = Learn("Anna", samples: 2);
        Show(PaintedFace.Bea, 10);
        await Judged(1);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Anna, 30);
        Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
    }
}
