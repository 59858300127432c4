using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Scenes;

/// <summary>Which labelled face the clip <c>scenes</c> shows at a moment and a place. Mirrors <c>scripts/make-test-clips</c>.</summary>
internal sealed class ScenesClip
{
    private const double Width = 1920;
    private const double Height = 1080;
    private const double Shown = 4;
    private const double Part = 5.5;
    private const double Nearest = 1.25;
    private readonly IReadOnlyList<LabelledScene> _scenes = LabelledScenes.Load();

    /// <summary>The five scenes, then two pictures of strangers.</summary>
    public const double Seconds = 7 * Part;

    /// <summary>What should be said about a face.</summary>
    /// <param name="Scene">Part of the clip, from 0; parts 5 and 6 show strangers.</param>
    /// <param name="Name">Who it is; null for a stranger or a place that no label covers.</param>
    public readonly record struct Answer(int Scene, string? Name);

    /// <summary>The truth about an event, from its capture time and its box.</summary>
    public Answer Of(JsonElement face)
    {
        var second = face.GetProperty("capture_ts").GetDateTimeOffset().ToUnixTimeMilliseconds() / 1000.0 % Seconds;
        var scene = Math.Min((int)(second / Part), 6);
        if (scene >= _scenes.Count)
        {
            return new(scene, null);
        }

        var box = face.GetProperty("box");
        var (x, y) = (box[0].GetDouble() + (box[2].GetDouble() / 2), box[1].GetDouble() + (box[3].GetDouble() / 2));
        var zoom = 1 + ((Nearest - 1) * Math.Min((second - (scene * Part)) / Shown, 1));
        return new(scene, _scenes[scene].Faces.Select(label => (label.Name, Distance: Distance(_scenes[scene], label, zoom, x, y)))
            .Where(candidate => candidate.Distance < 0.6).OrderBy(candidate => candidate.Distance).Select(candidate => candidate.Name).FirstOrDefault());
    }

    // From the label's middle, in widths of its face.
    private static double Distance(LabelledScene scene, LabelledFace label, double zoom, double x, double y)
    {
        var scale = Math.Max(Width / scene.Width, Height / scene.Height);
        var cutLeft = ((scene.Width * scale) - Width) / 2;
        var shiftX = (Width - (Width / zoom)) * 0.5;
        var shiftY = (Height - (Height / zoom)) * 0.3;
        var middleX = ((((label.Left + label.Right) / 2 * scale) - cutLeft - shiftX) * zoom) - (x * Width);
        var middleY = ((((label.Top + label.Bottom) / 2 * scale) - shiftY) * zoom) - (y * Height);
        return Math.Sqrt((middleX * middleX) + (middleY * middleY)) / ((label.Right - label.Left) * scale * zoom);
    }
}
