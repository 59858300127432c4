using System.Numerics;
using CsCheck;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Tests.Faces.Alignment;

namespace FaceRecMqtt.Tests.Faces.Detection;

/// <summary>Faces pass, nonsense does not.</summary>
public sealed class PlausibleFaceTests
{
    private static readonly FaceBox Box = new(14, 0, 84, 112);

    [Fact]
    public void A_face_passes_whatever_its_place_size_and_tilt() =>
        Gen.Select(Gen.Double[0.02, 10], Gen.Double[-60, 60], Gen.Double[-500, 4000], Gen.Double[-500, 4000]).Sample((scale, degrees, x, y) =>
        {
            var side = 112 / scale;
            var box = new FaceBox((float)(x - (side / 2)), (float)(y - (side / 2)), (float)side, (float)side);
            Assert.True(PlausibleFace.Check(new(box, 0.9f, Points.Placed(x, y, scale, degrees))));
        });

    [Fact]
    public void A_profile_passes() => Assert.True(Check(points =>
    {
        (points[0], points[1], points[2]) = (new(30, 50), new(32, 50), new(16, 68));
        (points[3], points[4]) = (new(28, 92), new(30, 92));
    }));

    [Fact]
    public void Points_far_outside_the_box_do_not() => Assert.False(Check(points => points[2] = new(14 - 20, 60)));

    [Fact]
    public void Points_a_little_outside_the_box_do() => Assert.True(Check(points => points[2] = new(14 - 10, 70)));

    [Fact]
    public void Eyes_below_the_mouth_do_not() => Assert.False(Check(points =>
    {
        (points[0], points[3]) = (points[3], points[0]);
        (points[1], points[4]) = (points[4], points[1]);
    }));

    [Fact]
    public void Left_and_right_eye_exchanged_do_not() => Assert.False(Check(points => (points[0], points[1]) = (points[1], points[0])));

    [Fact]
    public void Left_and_right_mouth_corner_exchanged_do_not() => Assert.False(Check(points => (points[3], points[4]) = (points[4], points[3])));

    [Fact]
    public void A_nose_in_the_hair_does_not() => Assert.False(Check(points => points[2] = new(56, 20)));

    [Fact]
    public void All_points_in_one_spot_do_not() => Assert.False(Check(points => points.Fill(new(56, 56))));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_point_without_a_number_does_not(float value)
    {
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var at = i;
            Assert.False(Check(points => points[at].X = value));
            Assert.False(Check(points => points[at].Y = value));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-20)]
    [InlineData(float.NaN)]
    public void A_box_without_an_area_does_not(float width) =>
        Assert.False(PlausibleFace.Check(new(Box with { Width = width }, 0.9f, ArcFaceTemplate.Landmarks)));

    private delegate void Change(Span<Vector2> points);

    private static bool Check(Change change)
    {
        var landmarks = ArcFaceTemplate.Landmarks;
        change(landmarks);
        return PlausibleFace.Check(new(Box, 0.9f, landmarks));
    }
}
