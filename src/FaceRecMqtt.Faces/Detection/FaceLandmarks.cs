using System.Numerics;
using System.Runtime.CompilerServices;

namespace FaceRecMqtt.Faces.Detection;

/// <summary>Five points of a face in frame pixels: left eye, right eye, nose tip, left and right corner of the mouth, as seen in the picture.</summary>
[InlineArray(Count)]
public struct FaceLandmarks : IEquatable<FaceLandmarks>
{
    /// <summary>Number of points.</summary>
    public const int Count = 5;

    private Vector2 _first;

    /// <summary>Whether all points are the same.</summary>
    public static bool operator ==(FaceLandmarks left, FaceLandmarks right) => left.Equals(right);

    /// <summary>Whether a point differs.</summary>
    public static bool operator !=(FaceLandmarks left, FaceLandmarks right) => !left.Equals(right);

    /// <summary>Whether all points are the same.</summary>
    public readonly bool Equals(FaceLandmarks other) => ((ReadOnlySpan<Vector2>)this).SequenceEqual(other);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is FaceLandmarks other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(this[0], this[1], this[2], this[3], this[4]);
}
