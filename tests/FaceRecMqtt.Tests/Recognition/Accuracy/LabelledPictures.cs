using System.Text.Json;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Tests.Recognition.Accuracy;

/// <summary>Portraits of eight people, five scenes in which somebody wrote down who is where, and pictures of strangers.</summary>
internal static class LabelledPictures
{
    public static string[] People { get; } = ["amy", "bernadette", "howard", "leonard", "penny", "raj", "sheldon", "stuart"];

    /// <summary>Skips the test where the pictures are absent.</summary>
    public static void Need()
    {
        Assert.SkipUnless(File.Exists(Scene("labels.json")), "no labelled faces beside the checkout");
        Assert.SkipUnless(File.Exists(Stranger(6)), "no pictures of strangers: make pictures");
    }

    public static string Portrait(string person, int number) => RepositoryRoot.Shared("data", "faces", "bbt", person, $"{person}{number}.png");

    public static string Scene(string file) => RepositoryRoot.Shared("data", "faces", "bbt", "scenes", file);

    public static string Stranger(int number) => RepositoryRoot.Under("build", "pictures", $"sample{number}.jpg");

    /// <summary>Who is where in which scene; boxes in px.</summary>
    public static IEnumerable<(string File, (string Person, FaceBox Box)[] Faces)> Scenes()
    {
        using var labels = JsonDocument.Parse(File.ReadAllText(Scene("labels.json")));
        return [.. labels.RootElement.EnumerateObject().Where(scene => scene.Value.ValueKind == JsonValueKind.Array)
            .Select(scene => (scene.Name, scene.Value.EnumerateArray().Select(Face).ToArray()))];
    }

    public static Frame Read(string path)
    {
        var result = PictureDecoder.Decode(File.ReadAllBytes(path), TimeProvider.System);
        Assert.SkipWhen(result is PictureResult.Refused { Problem: PictureProblem.Unavailable }, "no picture library");
        return Assert.IsType<PictureResult.Decoded>(result).Frame;
    }

    private static (string Person, FaceBox Box) Face(JsonElement label)
    {
        var edges = label[1].EnumerateArray().Select(edge => edge.GetSingle()).ToArray();
        return (label[0].GetString()!, new FaceBox(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]));
    }
}
