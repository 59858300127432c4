using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>How faces are looked for and when a track counts as somebody.</summary>
internal sealed record RecognitionSection
{
    [Setting("Detections the detector is less sure of are left out.", Min = 0, Max = 1, Example = "0.6", WhenAbsent = "the pack's own")]
    public float? MinDetectorScore { get; init; }

    [Setting("Narrower faces are tracked but not embedded.", Unit = "px", Min = 8, Max = 1000)]
    public int MinFacePx { get; init; } = 24;

    [Setting("The whole picture is searched at least every so many frames; between, only where something moves or a face is expected.",
        Unit = "frames", Min = 1, Max = 1000)]
    public int FullPassEvery { get; init; } = 15;

    [Setting("Good looks after which an unmatched face is called unknown.", Unit = "looks", Min = 1, Max = 50)]
    public int GoodLooks { get; init; } = 3;

    [Setting("Faces embedded at most in one frame; the others wait for the next.", Unit = "faces", Min = 1, Max = 32)]
    public int EmbeddingsPerFrame { get; init; } = 4;

    [Setting("A decision from an older picture is marked stale.", Unit = "ms", Min = 50, Max = 60_000)]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMilliseconds(1000);

    [Setting("A face not seen for so long has left.", Unit = "ms", Min = 100, Max = 60_000)]
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromMilliseconds(2000);
}
