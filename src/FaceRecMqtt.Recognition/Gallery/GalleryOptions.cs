namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Where the gallery is and how large a person may grow.</summary>
/// <param name="Path">The SQLite file; made (mode 0600) where there is none.</param>
public sealed record GalleryOptions(string Path)
{
    /// <summary>Most samples a person has unless more are forced. Default 20.</summary>
    public int SamplesPerPerson { get; init; } = 20;
}
