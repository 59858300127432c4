using System.Numerics;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Tests.Faces.Alignment;

namespace FaceRecMqtt.Tests.Faces.Quality;

/// <summary>Grades at their bounds, and poses of a head turned in space.</summary>
public sealed class FaceAssessorTests
{
    private readonly FaceAssessor _assessor = new(new QualityThresholds());
    private readonly byte[] _crisp = Stripes(sharp: true);
    private readonly byte[] _smear = Stripes(sharp: false);

    [Fact]
    public void A_large_frontal_crisp_face_is_good()
    {
        var quality = _assessor.Assess(Face(120), _crisp);
        Assert.Equal((120, 0, 0, 0, 0.9f, FaceGrade.Good), (quality.FacePx, quality.Yaw, quality.Pitch, quality.Roll, quality.Detector, quality.Grade));
        Assert.InRange(quality.Sharpness, 0.3f, 1f);
    }

    [Theory]
    [InlineData(15.9f, FaceGrade.Poor)]
    [InlineData(16, FaceGrade.Fair)]
    [InlineData(47.9f, FaceGrade.Fair)]
    [InlineData(48, FaceGrade.Good)]
    [InlineData(float.NaN, FaceGrade.Poor)]
    public void Size_decides(float width, FaceGrade grade) => AssertGrade(grade, Face(width));

    [Theory]
    [InlineData(0.49f, FaceGrade.Poor)]
    [InlineData(0.5f, FaceGrade.Fair)]
    [InlineData(0.69f, FaceGrade.Fair)]
    [InlineData(0.7f, FaceGrade.Good)]
    [InlineData(float.NaN, FaceGrade.Poor)]
    public void The_score_decides(float score, FaceGrade grade) => AssertGrade(grade, Face(100, score));

    [Theory]
    [InlineData(70, FaceGrade.Poor)]
    [InlineData(50, FaceGrade.Fair)]
    [InlineData(25, FaceGrade.Good)]
    [InlineData(-25, FaceGrade.Good)]
    [InlineData(-50, FaceGrade.Fair)]
    [InlineData(-70, FaceGrade.Poor)]
    public void A_turn_to_the_side_decides(double yaw, FaceGrade grade) => AssertGrade(grade, Face(100) with { Landmarks = Head(yaw, 0, 0) });

    [Fact]
    public void A_smear_is_poor_though_its_detection_is_not()
    {
        Assert.Equal(FaceGrade.Good, _assessor.BestGrade(Face(100)));
        Assert.Equal(FaceGrade.Poor, _assessor.Assess(Face(100), _smear).Grade);
    }

    [Fact]
    public void Points_that_are_no_face_are_poor_and_still_have_finite_angles()
    {
        var broken = ArcFaceTemplate.Landmarks;
        broken[1] = new(float.NaN, 3);
        foreach (var landmarks in new[] { default, broken, Points.Placed(float.PositiveInfinity, 0, 1, 0) })
        {
            AssertGrade(FaceGrade.Poor, Face(100) with { Landmarks = landmarks });
            Assert.Equal((90, 90, 0), Pose(landmarks));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-20)]
    [InlineData(40)]
    [InlineData(-60)]
    public void Yaw_is_positive_when_the_nose_points_to_the_right_edge(double degrees)
    {
        var pose = Pose(Head(degrees, 0, 0));
        Assert.InRange(pose.Yaw, degrees - 2, degrees + 2);
        Assert.InRange(pose.Pitch, -2, 2);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    [InlineData(40)]
    public void Pitch_is_positive_upwards(double degrees)
    {
        var pose = Pose(Head(0, degrees, 0));
        Assert.InRange(pose.Pitch, degrees - 2, degrees + 2);
        Assert.InRange(pose.Yaw, -2, 2);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(-30)]
    [InlineData(120)]
    public void Roll_is_positive_clockwise_and_leaves_the_other_angles_alone(double degrees)
    {
        var pose = Pose(Head(25, 0, degrees));
        Assert.InRange(pose.Roll, degrees - 2, degrees + 2);
        Assert.InRange(pose.Yaw, 23, 27);
        Assert.InRange(pose.Pitch, -2, 2);
    }

    [Fact]
    public void A_crop_of_another_size_is_refused() => Assert.Throws<ArgumentException>(() => _assessor.Assess(Face(100), new byte[AlignedFace.Bytes + 1]));

    [Fact]
    public void Assessing_allocates_nothing()
    {
        var face = Face(100);
        _assessor.Assess(face, _crisp);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _assessor.Assess(face, _crisp);
        _assessor.BestGrade(face);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void AssertGrade(FaceGrade grade, FaceDetection detection)
    {
        Assert.Equal(grade, _assessor.BestGrade(detection));
        Assert.Equal(grade, _assessor.Assess(detection, _crisp).Grade);
    }

    private static FaceDetection Face(float width, float score = 0.9f) => new(new(0, 0, width, width), score, Points.Placed(56, 56, 1, 0));

    private static (int Yaw, int Pitch, int Roll) Pose(FaceLandmarks landmarks)
    {
        var pose = HeadPose.From(landmarks);
        return ((int)MathF.Round(pose.Yaw), (int)MathF.Round(pose.Pitch), (int)MathF.Round(pose.Roll));
    }

    /// <summary>A head in space turned, nodded, then tilted, seen from afar. Eyes at ± ½, mouth 1.156 below, nose 0.45 before them.</summary>
    private static FaceLandmarks Head(double yaw, double pitch, double roll)
    {
        const double Down = 40.7 / 35.2;
        (double X, double Y, double Z)[] head = [(-0.5, 0, 0), (0.5, 0, 0), (0, 0.495 * Down, 0.45), (-0.4, Down, 0), (0.4, Down, 0)];
        var (sinYaw, cosYaw) = Math.SinCos(yaw * Math.PI / 180);
        var (sinPitch, cosPitch) = Math.SinCos(pitch * Math.PI / 180);
        var (sinRoll, cosRoll) = Math.SinCos(roll * Math.PI / 180);
        FaceLandmarks landmarks = default;
        for (var i = 0; i < head.Length; i++)
        {
            var (x, depth) = ((head[i].X * cosYaw) + (head[i].Z * sinYaw), (head[i].Z * cosYaw) - (head[i].X * sinYaw));
            var y = (head[i].Y * cosPitch) - (depth * sinPitch);
            landmarks[i] = 80 * new Vector2((float)((x * cosRoll) - (y * sinRoll)), (float)((x * sinRoll) + (y * cosRoll)));
        }

        return landmarks;
    }

    private static byte[] Stripes(bool sharp)
    {
        var crop = new byte[AlignedFace.Bytes];
        for (var i = 0; i < crop.Length; i++)
        {
            var (x, y) = (i / 3 % AlignedFace.Size, i / 3 / AlignedFace.Size);
            crop[i] = sharp ? (byte)((((x / 3) + (y / 3)) & 1) * 200) : (byte)(x + y);
        }

        return crop;
    }
}
