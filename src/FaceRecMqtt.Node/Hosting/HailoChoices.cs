using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Hailo.Models;
using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>The Hailo backends as what can be switched to; those of one library share the device.</summary>
/// <param name="npu">Is told of backends that were opened.</param>
/// <param name="time">The clock for attempts to open the device again.</param>
/// <param name="loggers">Makes the backends' loggers.</param>
internal sealed class HailoChoices(NpuHealth npu, TimeProvider time, ILoggerFactory loggers)
{
    private readonly HailoSystem _system = new();
    private readonly Dictionary<string, HailoDevice> _devices = [];

    /// <summary>One choice; opens nothing.</summary>
    public BackendChoice Of(BackendSection section)
    {
        var device = DeviceOf(section.Library);
        return new BackendChoice(
            section.Name, section.Kind, () => npu.Watch(new HailoBackend(section.Name, device, ToOptions(section), time, loggers.CreateLogger<HailoBackend>())))
        {
            SelfTest = backend => HailoSelfTest.Run(backend, HailoReferenceFile.Find(HefSearch.Recogniser(section.RecogniserHef))),
        };
    }

    private HailoDevice DeviceOf(string? library)
    {
        var key = library ?? "";
        return _devices.TryGetValue(key, out var device) ? device : _devices[key] = new HailoDevice(library, _system);
    }

    private static HailoBackendOptions ToOptions(BackendSection section) => new()
    {
        DetectorHef = HefSearch.Detector(section.DetectorHef),
        RecogniserHef = HefSearch.Recogniser(section.RecogniserHef),
        PreNormLow = section.PreNormLow,
        PreNormHigh = section.PreNormHigh,
        Threshold = section.Threshold,
        Margin = section.Margin,
    };
}
