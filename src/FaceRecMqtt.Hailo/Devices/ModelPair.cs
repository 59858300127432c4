using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Detection;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Models;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>A backend's two models on the device, warm. Owns them and its place in the session.</summary>
internal sealed class ModelPair : IDisposable
{
    private readonly HailoDevice _device;
    private readonly DeviceSession _session;
    private readonly HailoModel? _detection;
    private readonly HailoModel? _recognition;

    /// <summary>Puts the models on the device and runs each once.</summary>
    /// <param name="device">The device.</param>
    /// <param name="detector">An SCRFD HEF.</param>
    /// <param name="recogniser">An ArcFace HEF.</param>
    /// <exception cref="BackendException">The device or a model cannot be used.</exception>
    internal ModelPair(HailoDevice device, HefFile detector, HefFile recogniser)
    {
        _device = device;
        _session = device.Enter();
        try
        {
            _detection = _session.Configure(detector, frames: 1);
            _recognition = _session.Configure(recogniser, HailoRecogniser.Faces);
            Detector = new HailoDetector(_detection);
            Recogniser = new HailoRecogniser(_recognition);
            _detection.Run(1);
            _recognition.Run(1);
        }
        catch (HailoException fault)
        {
            _session.Retire();
            Dispose();
            throw DeviceProblem.Lost(fault.Message).ToException(fault);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Finds faces.</summary>
    internal HailoDetector Detector { get; }

    /// <summary>Embeds them.</summary>
    internal HailoRecogniser Recogniser { get; }

    /// <summary>What the device is.</summary>
    internal HailoDeviceFacts Facts => _session.Facts;

    /// <summary>Whether the device has to be opened again.</summary>
    internal bool IsRetired => _session.IsRetired;

    /// <summary>Marks the device as failed, for all who use it.</summary>
    internal void Retire() => _session.Retire();

    /// <summary>Mean time of a picture on the device, ms: detector and recogniser.</summary>
    internal (double? Detector, double? Recogniser) LatencyMilliseconds() => (_detection?.LatencyMilliseconds(), _recognition?.LatencyMilliseconds());

    /// <summary>Takes the models off as far as that is possible and leaves the session; takes seconds where the device is stuck.</summary>
    public void Dispose()
    {
        _detection?.Dispose();
        _recognition?.Dispose();
        _device.Leave(_session);
    }
}
