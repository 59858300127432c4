using System.Numerics;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Faces.Tracking;

/// <summary>Where a box is going: constant velocity that fades, so that a lost track does not run out of the picture.</summary>
/// <param name="Velocity">px/s.</param>
internal readonly record struct Motion(Vector2 Velocity)
{
    /// <summary>Middle of a box, px.</summary>
    public static Vector2 CentreOf(FaceBox box) => new(box.X + (box.Width / 2), box.Y + (box.Height / 2));

    /// <summary>The motion after a box was seen again.</summary>
    /// <param name="from">The box before.</param>
    /// <param name="to">The box now.</param>
    /// <param name="between">Time between them; nothing is learnt from two boxes of one moment.</param>
    /// <param name="memory">See <see cref="TrackerOptions.VelocityMemory"/>.</param>
    public Motion After(FaceBox from, FaceBox to, TimeSpan between, TimeSpan memory)
    {
        if (between <= TimeSpan.Zero)
        {
            return this;
        }

        var seconds = (float)between.TotalSeconds;
        var measured = (CentreOf(to) - CentreOf(from)) / seconds;
        var gain = seconds / (seconds + (float)memory.TotalSeconds);
        return new Motion(Vector2.Lerp(Velocity, measured, gain));
    }

    /// <summary>A box moved on by the fading velocity: <c>v · τ · (1 − e^(−t/τ))</c>.</summary>
    /// <param name="box">Where it was.</param>
    /// <param name="ahead">Time since.</param>
    /// <param name="damping">τ.</param>
    public FaceBox Move(FaceBox box, TimeSpan ahead, TimeSpan damping)
    {
        if (ahead <= TimeSpan.Zero || damping <= TimeSpan.Zero)
        {
            return box;
        }

        var tau = damping.TotalSeconds;
        var shift = Velocity * (float)(tau * (1 - Math.Exp(-ahead.TotalSeconds / tau)));
        return box with { X = box.X + shift.X, Y = box.Y + shift.Y };
    }
}
