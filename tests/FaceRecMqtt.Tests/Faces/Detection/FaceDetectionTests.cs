using System.Numerics;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Tests.Faces.Detection;

/// <summary>Detections are values.</summary>
public sealed class FaceDetectionTests
{
    private static readonly FaceDetection Face = new(new(1, 2, 3, 4), 0.5f, ArcFaceTemplate.Landmarks);

    [Fact]
    public void Detections_of_the_same_numbers_are_equal()
    {
        var same = new FaceDetection(new(1, 2, 3, 4), 0.5f, ArcFaceTemplate.Landmarks);
        Assert.Equal(Face, same);
        Assert.Equal(Face.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void One_point_more_to_the_right_is_another_face()
    {
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var moved = Face.Landmarks;
            moved[i] += Vector2.UnitX;
            Assert.NotEqual(Face, Face with { Landmarks = moved });
            Assert.True(moved != Face.Landmarks);
        }
    }
}
