using System.Numerics;
using System.Runtime.CompilerServices;

namespace FaceRecMqtt.Faces.Detection;

/// <summary>Five points of a face in frame pixels: left eye, right eye, nose tip, left and right corner of the mouth, as seen in the picture.</summary>
[InlineArray(Count)]
public struct FaceLandmarks
{
    /// <summary>Number of points.</summary>
    public const int Count = 5;

    private Vector2 _first;
}
