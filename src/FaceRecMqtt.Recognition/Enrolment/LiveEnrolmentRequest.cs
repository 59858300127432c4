using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Whom to learn from a live view.</summary>
/// <param name="Name">Who stands before the camera.</param>
/// <param name="Cameras">At least one; of several, the first that shows one large face alone is taken.</param>
public sealed record LiveEnrolmentRequest(PersonName Name, IReadOnlyList<string> Cameras)
{
    /// <summary>How many looks are wanted, at least 1. Default 5.</summary>
    public int Samples { get; init; } = 5;

    /// <summary>How long is watched at most; with fewer looks than wanted those are stored. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Also when the face looks like somebody else, or the person has too many samples. Default false.</summary>
    public bool Force { get; init; }
}
