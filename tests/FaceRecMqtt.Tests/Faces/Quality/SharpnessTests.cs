using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Tests.Support;
using OpenCvSharp;

namespace FaceRecMqtt.Tests.Faces.Quality;

/// <summary>Portraits as they are, shrunk and blurred.</summary>
public sealed class SharpnessTests
{
    /// <summary>What an enrolment asks for by default.</summary>
    private const float EnrolmentDefault = 0.15f;

    [Fact]
    public void Every_portrait_is_good_and_enough_for_an_enrolment()
    {
        foreach (var (name, crop) in Portraits())
        {
            Assert.True(Of(crop) >= 1.5f * new QualityThresholds().GoodSharpness, $"{name} measures {Of(crop)}.");
        }
    }

    [Fact]
    public void A_heavily_blurred_portrait_is_refused_by_an_enrolment()
    {
        foreach (var (name, crop) in Portraits())
        {
            var sharpness = Of(Blurred(crop, 6));
            Assert.True(sharpness < EnrolmentDefault, $"{name} measures {sharpness}.");
        }
    }

    [Fact]
    public void More_blur_and_fewer_pixels_mean_less_sharpness()
    {
        foreach (var (_, crop) in Portraits())
        {
            AssertFalls([Of(crop), Of(Blurred(crop, 1)), Of(Blurred(crop, 2)), Of(Blurred(crop, 3)), Of(Blurred(crop, 4))]);
            AssertFalls([Of(crop), Of(Small(crop, 60)), Of(Small(crop, 40)), Of(Small(crop, 30)), Of(Small(crop, 20))]);
        }
    }

    [Fact]
    public void Contrast_and_brightness_do_not_matter()
    {
        foreach (var (_, crop) in Portraits().Take(5))
        {
            using var faint = new Mat();
            crop.ConvertTo(faint, MatType.CV_8UC3, 0.5, 60);
            Assert.Equal(Of(crop), Of(faint), 0.05f);
        }
    }

    [Fact]
    public void Blur_along_one_direction_is_found_whichever_it_is()
    {
        foreach (var (_, crop) in Portraits().Take(5))
        {
            using var sideways = crop.Blur(new Size(13, 1));
            using var upright = crop.Blur(new Size(1, 13));
            Assert.True(Of(sideways) < 0.5f * Of(crop));
            Assert.True(Of(upright) < 0.5f * Of(crop));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void A_plain_surface_has_none(byte value) => Assert.Equal(0, Sharpness.Of(Enumerable.Repeat(value, AlignedFace.Bytes).ToArray()));

    [Fact]
    public void Noise_has_most_and_the_measure_stays_within_its_range()
    {
        var noise = new byte[AlignedFace.Bytes];
        new Random(3).NextBytes(noise);
        Assert.InRange(Sharpness.Of(noise), 0.8f, 1f);
    }

    private static IEnumerable<(string Name, Mat Crop)> Portraits()
    {
        var folder = RepositoryRoot.Shared("data", "faces", "bbt");
        Assert.SkipUnless(Directory.Exists(folder), $"The portraits in {folder} are missing.");
        var files = Directory.EnumerateFiles(folder, "*.png", SearchOption.AllDirectories).ToArray();
        Assert.Equal(40, files.Length);
        foreach (var file in files)
        {
            using var picture = Cv2.ImRead(file);
            yield return (Path.GetFileName(file), picture.Resize(new Size(AlignedFace.Size, AlignedFace.Size), 0, 0, InterpolationFlags.Area));
        }
    }

    private static void AssertFalls(float[] values) => Assert.Equal(values.OrderDescending(), values);

    private static float Of(Mat bgr) => Sharpness.Of(Photograph.Rgb(bgr));

    private static Mat Small(Mat crop, int side)
    {
        using var small = crop.Resize(new Size(side, side), 0, 0, InterpolationFlags.Area);
        return small.Resize(new Size(AlignedFace.Size, AlignedFace.Size));
    }

    private static Mat Blurred(Mat crop, double sigma) => crop.GaussianBlur(new Size(0, 0), sigma);
}
