using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Serves the cameras in turn on the backend's thread, each from its newest picture; a picture's faces are embedded before the next is searched.</summary>
/// <param name="active">Which backend serves.</param>
public sealed class CameraTurns(ActiveBackend active)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<CameraRecognition> _cameras = [];
    private int _next;

    /// <summary>Serves other cameras from now on; when it returns, those left out are no longer looked at.</summary>
    /// <param name="cameras">The cameras, in any order.</param>
    public void Serve(IReadOnlyList<CameraRecognition> cameras)
    {
        lock (_gate)
        {
            (_cameras, _next) = (cameras, 0);
        }
    }

    /// <summary>Serves one picture of the camera whose turn it is. For <see cref="InferenceThread.StartAsync"/>.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ServeNext(InferenceThread thread, IInferenceBackend backend)
    {
        // The lock is waited for only at a switch or a change of cameras, until the thread that serves is through with its picture.
        lock (_gate)
        {
            if (!ReferenceEquals(active.Current, thread))
            {
                return false;
            }

            for (var turn = 0; turn < _cameras.Count; turn++)
            {
                var camera = _cameras[(_next + turn) % _cameras.Count];
                if (camera.ServeNewest(backend))
                {
                    _next = (_next + turn + 1) % _cameras.Count;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Says that a picture waits; allocates nothing, safe on any thread.</summary>
    public void Wake() => active.Current?.Wake();
}
