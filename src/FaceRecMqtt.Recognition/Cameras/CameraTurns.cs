using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Serves the cameras in turn on the backend's thread, each from its newest picture; a picture's faces are embedded before the next is searched.</summary>
/// <param name="active">Which backend serves.</param>
/// <param name="cameras">The cameras, in any order.</param>
public sealed class CameraTurns(ActiveBackend active, IReadOnlyList<CameraRecognition> cameras)
{
    private readonly Lock _gate = new();
    private int _next;

    /// <summary>Serves one picture of the camera whose turn it is. For <see cref="InferenceThread.StartAsync"/>.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ServeNext(InferenceThread thread, IInferenceBackend backend)
    {
        // The lock holds only for the moment of a switch, when the thread that served is in its last picture.
        lock (_gate)
        {
            if (!ReferenceEquals(active.Current, thread))
            {
                return false;
            }

            for (var turn = 0; turn < cameras.Count; turn++)
            {
                var camera = cameras[(_next + turn) % cameras.Count];
                if (camera.ServeNewest(backend))
                {
                    _next = (_next + turn + 1) % cameras.Count;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Says that a picture waits; allocates nothing, safe on any thread.</summary>
    public void Wake() => active.Current?.Wake();
}
