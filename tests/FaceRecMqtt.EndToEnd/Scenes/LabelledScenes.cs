using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Scenes;

/// <summary>Who is where in a picture, px of the original file.</summary>
internal sealed record LabelledFace(string Name, double Left, double Top, double Right, double Bottom);

/// <summary>A labelled group picture.</summary>
internal sealed record LabelledScene(string File, int Width, int Height, IReadOnlyList<LabelledFace> Faces);

/// <summary>Eight people with five portraits each, and five pictures that show seven of them.</summary>
internal static class LabelledScenes
{
    // Sizes of the five pictures; reading them needs no decoder.
    private static readonly (int Width, int Height)[] Sizes = [(1366, 768), (675, 469), (594, 383), (710, 473), (940, 464)];

    public static string Folder { get; } = RepositoryRoot.Shared("data", "faces", "bbt");

    public static IReadOnlyList<string> People { get; } = ["amy", "bernadette", "howard", "leonard", "penny", "raj", "sheldon", "stuart"];

    /// <summary>A portrait, 1 to 5; no scene shows it.</summary>
    public static string Portrait(string person, int number) => Path.Combine(Folder, person, $"{person}{number}.png");

    /// <summary>The five scenes, in the order of the clip.</summary>
    public static IReadOnlyList<LabelledScene> Load()
    {
        using var labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "scenes", "labels.json")));
        return [.. Enumerable.Range(1, 5).Select(number => Read(labels.RootElement, $"bbt{number}.jpg", Sizes[number - 1]))];
    }

    private static LabelledScene Read(JsonElement labels, string file, (int Width, int Height) size) =>
        new(Path.Combine(Folder, "scenes", file), size.Width, size.Height, [.. labels.GetProperty(file).EnumerateArray().Select(Face)]);

    private static LabelledFace Face(JsonElement label)
    {
        var box = label[1];
        return new(label[0].GetString()!, box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble());
    }
}
