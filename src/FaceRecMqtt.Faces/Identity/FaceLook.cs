using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>One embedded look at a face, borrowed for the length of a call.</summary>
public readonly ref struct FaceLook
{
    /// <summary>The model's output as it came, shape <c>[Length]</c>; its length is pre_norm.</summary>
    public required ReadOnlySpan<float> Raw { get; init; }

    /// <summary>Quality of the look.</summary>
    public required FaceQuality Quality { get; init; }

    /// <summary>Box, frame px.</summary>
    public required FaceBox Box { get; init; }

    /// <summary>Width of the frame, px.</summary>
    public required int FrameWidth { get; init; }

    /// <summary>Height of the frame, px.</summary>
    public required int FrameHeight { get; init; }

    /// <summary>Wall clock of the capture.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The same moment on the tracker's clock.</summary>
    public required TimeSpan Captured { get; init; }

    /// <summary>Name of the backend that embedded it.</summary>
    public required string Backend { get; init; }

    /// <summary>Why another backend than the active one looked; null where the active one did.</summary>
    public string? Because { get; init; }
}
