using FaceRecMqtt.EndToEnd.Scenes;

namespace FaceRecMqtt.EndToEnd;

/// <summary>What a test cannot do without; it is skipped with the reason where that is absent.</summary>
internal static class Needs
{
    /// <summary>The sample pictures that clips are made of.</summary>
    public static void Pictures() => Assert.SkipUnless(File.Exists(Clips.Sample(1)), "The sample pictures are missing: run 'make pictures'.");

    /// <summary>The starter pack.</summary>
    public static void Models() => Assert.SkipUnless(Directory.Exists(Stage.Models), "The starter models are missing: run 'make models'.");

    /// <summary>The labelled pictures beside the checkout.</summary>
    public static void LabelledFaces() => Assert.SkipUnless(Directory.Exists(LabelledScenes.Folder), $"{LabelledScenes.Folder} is absent.");
}
