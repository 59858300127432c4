using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.SelfTest;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>The configured backends as what can be switched to.</summary>
internal static class BackendChoices
{
    /// <summary>Shown as a camera's threshold until a backend serves.</summary>
    public const float UsualThreshold = 0.42f;

    /// <summary>One choice per backend, in the order of the configuration; opens nothing.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="npu">Is told of Hailo backends that were opened.</param>
    /// <param name="time">The clock for attempts to open a lost device again.</param>
    /// <param name="loggers">Makes the backends' loggers.</param>
    public static IReadOnlyList<BackendChoice> Of(NodeConfiguration configuration, NpuHealth npu, TimeProvider time, ILoggerFactory loggers)
    {
        var hailo = new HailoChoices(npu, time, loggers);
        return
        [
            .. configuration.Backends.Select(section =>
                section.Kind is BackendKind.Hailo ? hailo.Of(section) : OnnxChoice(section, configuration, loggers)),
        ];
    }

    private static BackendChoice OnnxChoice(BackendSection section, NodeConfiguration configuration, ILoggerFactory loggers)
    {
        SelfTestReference? reference = null;
        return new BackendChoice(section.Name, section.Kind, () =>
        {
            var pack = Open(section, configuration);
            reference = pack.SelfTest;
            return new OnnxBackend(section.Name, pack, ToOptions(section), loggers.CreateLogger<OnnxBackend>());
        })
        {
            SelfTest = backend => reference is null ? null : BackendSelfTest.Run((OnnxBackend)backend, reference),
        };
    }

    private static InstalledPack Open(BackendSection section, NodeConfiguration configuration)
    {
        try
        {
            return configuration.Packs.Open(section.Pack);
        }
        catch (PackException fault)
        {
            throw new BackendException(fault.Message, isTransient: false, fault);
        }
    }

    private static OnnxBackendOptions ToOptions(BackendSection section) => new()
    {
        Threads = section.Threads,
        DetectorSize = section.DetectorSize,
        Threshold = section.Threshold,
        Margin = section.Margin,
    };
}
