using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Npu;

/// <summary>Who is where in the clip <c>approach</c>, and when. Mirrors <c>scripts/make-test-clips</c>.</summary>
internal static class ApproachClip
{
    /// <summary>Length of the clip, s; played by the wall clock.</summary>
    public const double Seconds = 23;

    /// <summary>From here on it is dark, s.</summary>
    public const double Shown = 20;

    // Where the middle face stays, parts of the picture.
    private const double X = 640 / 1280.0;
    private const double Y = 260 / 720.0;

    /// <summary>The second of the clip at a moment.</summary>
    public static double Second(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0 % Seconds;

    /// <summary>When the clip begins anew next.</summary>
    public static DateTimeOffset NextStart(DateTimeOffset now) => now.AddSeconds(Seconds - Second(now));

    /// <summary>Whether an event's box is the middle woman's.</summary>
    public static bool IsMiddle(JsonElement shown)
    {
        var box = shown.GetProperty("box");
        var (width, height) = (box[2].GetDouble(), box[3].GetDouble());
        return Math.Abs(box[0].GetDouble() + (width / 2) - X) < 0.6 * width && Math.Abs(box[1].GetDouble() + (height / 2) - Y) < 0.6 * height;
    }
}
