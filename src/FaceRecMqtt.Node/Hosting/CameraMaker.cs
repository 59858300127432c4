using System.Diagnostics.CodeAnalysis;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Video.Cameras;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Makes cameras from their sections and joins them to what they share.</summary>
internal sealed class CameraMaker
{
    /// <summary>How faces are looked for and decided.</summary>
    public required RecognitionSection Recognition { get; init; }

    /// <summary>Who is known.</summary>
    public required FaceGallery Gallery { get; init; }

    /// <summary>Where looks are offered to enrolment.</summary>
    public required LiveLooks Live { get; init; }

    /// <summary>Where is told what is seen.</summary>
    public required CameraReports Reports { get; init; }

    /// <summary>Where times are noted.</summary>
    public required InferenceTimings Timings { get; init; }

    /// <summary>Where is noted whether the backend's calls succeed.</summary>
    public required BackendCalls Calls { get; init; }

    /// <summary>Where looks go that a device was not sure of.</summary>
    public required SecondLookDesk Desk { get; init; }

    /// <summary>Serves the cameras.</summary>
    public required CameraTurns Turns { get; init; }

    /// <summary>Keeps what people set.</summary>
    public required KeptChoices Kept { get; init; }

    /// <summary>Threshold of a camera that has none of its own.</summary>
    public required Func<float> UsualThreshold { get; init; }

    /// <summary>Clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes the loggers.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>A camera that does not read yet; the caller owns it.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The camera that is returned owns them.")]
    public WatchedCamera Make(CameraSection section)
    {
        var kept = new KeptCameraSettings(Kept, section);
        var restored = kept.Restored;
        var camera = new Camera(restored.ToOptions(), Time, Loggers.CreateLogger<Camera>());
        camera.Slot.Arrived = Turns.Wake;
        var recognition = new CameraRecognition(
            restored.ToRecognition(Recognition), camera.Slot, Gallery, Live, Reports, Timings, Time, Loggers.CreateLogger<CameraRecognition>())
        {
            Calls = Calls,
            Desk = Desk,
        };
        return new WatchedCamera(section, camera, recognition, UsualThreshold, kept);
    }
}
