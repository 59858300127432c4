using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>Denormal numbers: on many processors each costs over a hundred cycles, and they carry nothing a face model needs.</summary>
/// <remarks>
/// Two kinds of threads compute. The caller's is switched here. ONNX Runtime's own are switched by the option
/// <c>session.set_denormal_as_zero</c> of the session that owns them (see <see cref="SessionSettings"/>); for the caller that option works only
/// on the thread that creates the first session of the process, so it is not enough alone.
/// </remarks>
internal static partial class Denormals
{
    private static int _warned;

    /// <summary>Treats denormals as zero on the calling thread; where that is not possible it is said once per process and the thread is merely slower.</summary>
    internal static void TurnOff(ILogger log)
    {
        try
        {
            if (CpuLibrary.facerec_denormals_off() == 0 && Interlocked.Exchange(ref _warned, 1) == 0)
            {
                NoSwitch(log);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            if (Interlocked.Exchange(ref _warned, 1) == 0)
            {
                Missing(log, CpuLibrary.FileName, e.Message);
            }
        }
    }

    [LoggerMessage(EventId = 5001, EventName = "DenormalsNoSwitch", Level = LogLevel.Warning, Message = "This processor has no switch for denormal numbers; recognition may be slower than it could be.")]
    private static partial void NoSwitch(ILogger log);

    [LoggerMessage(EventId = 5002, EventName = "DenormalsLibraryMissing", Level = LogLevel.Warning, Message = "{File} cannot be loaded, so denormal numbers stay on and recognition may be several times slower; build it with `make native`. {Reason}")]
    private static partial void Missing(ILogger log, string file, string reason);
}
