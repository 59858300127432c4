using System.Runtime.CompilerServices;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Looks whether everything a node needs is in place.</summary>
/// <param name="time">The clock.</param>
internal sealed class Doctor(TimeProvider time)
{
    /// <summary>All checks, each told as soon as it is done; cameras are tried at the same time.</summary>
    public async IAsyncEnumerable<Finding> ExamineAsync(
        NodeConfiguration configuration, [EnumeratorCancellation] CancellationToken stopping)
    {
        yield return DataFolderCheck.Look(configuration.DataFolder);
        yield return ClockCheck.Look(time);
        var inference = InferenceLibraryCheck.Look();
        yield return inference;
        if (inference.Verdict is not Verdict.Fail)
        {
            foreach (var backend in configuration.Backends.Where(backend => backend.Kind is BackendKind.Onnx))
            {
                yield return ModelCheck.Look(configuration, backend);
            }
        }

        yield return VideoLibraryCheck.Look();
        yield return PictureLibraryCheck.Look();
        foreach (var finding in new HailoCheck(new HailoSystem(), Environment.SystemPageSize).Examine(configuration.Backends))
        {
            yield return finding;
        }

        yield return await BrokerCheck.LookAsync(configuration, stopping);
        if (configuration.Cameras.Count == 0)
        {
            yield return Finding.Warn("cameras", "none is configured", "add one under cameras: in the configuration");
        }

        var cameras = configuration.Cameras.Select(camera => CameraCheck.LookAsync(camera, time, stopping)).ToList();
        foreach (var camera in cameras)
        {
            yield return await camera;
        }
    }
}
