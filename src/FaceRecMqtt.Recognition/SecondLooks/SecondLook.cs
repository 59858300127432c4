using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>One crop on its way from a camera to the CPU and back. Whoever holds it owns it: the pool, the camera, the queue or the CPU's thread.</summary>
internal sealed class SecondLook
{
    /// <summary>The crop, interleaved RGB, <c>[112, 112, 3]</c>.</summary>
    public byte[] Crop { get; } = new byte[AlignedFace.Bytes];

    /// <summary>The CPU's embedding before normalisation.</summary>
    public float[] Raw { get; set; } = [];

    /// <summary>The gallery as the CPU's model sees it.</summary>
    public GalleryIndex? Index { get; set; }

    /// <summary>Whose face it is; touched by its camera only.</summary>
    public FaceTrack? Track { get; set; }

    /// <summary>Why the CPU looks.</summary>
    public string Because { get; set; } = "";

    /// <summary>Name of the backend that looked.</summary>
    public string Backend { get; set; } = "";

    /// <summary>Quality of the look.</summary>
    public FaceQuality Quality { get; set; }

    /// <summary>Box, frame px.</summary>
    public FaceBox Box { get; set; }

    /// <summary>Size of the frame, px.</summary>
    public (int Width, int Height) Frame { get; set; }

    /// <summary>Wall clock of the capture.</summary>
    public DateTimeOffset CapturedAt { get; set; }

    /// <summary>The same moment on the tracker's clock.</summary>
    public TimeSpan Captured { get; set; }

    /// <summary>Where the camera finds it again.</summary>
    public SecondLookAnswers? Answers { get; set; }
}
