using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Tests.Recognition.Accuracy;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>Faces cut out as tightly as Frigate stores them are learned from.</summary>
public sealed class TightCropTests
{
    [Theory]
    [InlineData(AccuracyPacks.Starter)]
    [InlineData(AccuracyPacks.Scrfd)]
    public async Task Faces_cut_out_at_their_boxes_are_enrolled_and_recognised_in_the_whole_picture(string pack)
    {
        StarterPack.Require();
        await using var thread = await InferenceThread.StartAsync(AccuracyPacks.Open(pack));
        using var folder = new TemporaryFolder();
        using var gallery = Painted.Gallery(folder);
        var active = new ActiveBackend();
        gallery.TryServe(thread.Model, () => active.Exchange(thread));
        var enrolment = new PictureEnrolment(active, gallery, new EnrolmentOptions());
        foreach (var number in new[] { 1, 3 })
        {
            using var picture = SamplePictures.Open(number);
            var faces = await thread.RunAsync(
                backend => PictureSearch.Find(backend, picture, 100, backend.MinimumScore, CancellationToken.None), CancellationToken.None);
            Assert.Equal(3, faces.Count);
            foreach (var face in faces)
            {
                var box = face.Box;
                using var crop = Cut(picture, new PixelRect((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height));
                // One woman is in both pictures: whoever is known already keeps the name.
                var result = await enrolment.EnrollAsync(Painted.Name($"{number} at {box.X:0}"), crop, "picture", force: false, CancellationToken.None);
                Assert.True(
                    result is EnrolmentResult.Enrolled or EnrolmentResult.Refused { Why: EnrolmentRefusal.LooksLikeOther },
                    $"sample{number} at {box.X:0}: {(result as EnrolmentResult.Refused)?.Why.Text ?? result.ToString()}");
            }
        }

        Assert.Equal(5, gallery.People().Count);
    }

    private static MemoryFrame Cut(Frame picture, PixelRect region)
    {
        var rgb = new byte[3 * region.Width * region.Height];
        picture.ScaleInto(region.ClipTo(picture.Width, picture.Height), rgb, region.Width, region.Height, 3 * region.Width, ColorOrder.Rgb);
        return new MemoryFrame(rgb, region.Width, region.Height);
    }
}
