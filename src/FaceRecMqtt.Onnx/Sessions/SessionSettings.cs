using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>The one set of ONNX Runtime options every session of ours is opened with.</summary>
/// <remarks>
/// Measured on two x86-64 cores, one thread, median: the arena on and memory patterns off is the smallest (SCRFD-2.5G at 640 px: 98 MB against
/// 113 MB with patterns and 150 to 217 MB without the arena) at the same speed. Threads that spin while they wait save 1 ms of an embedding's
/// 5 ms on two threads, but take the core from the decoders between the calls, so they sleep.
/// </remarks>
internal static class SessionSettings
{
    /// <summary>Makes the options; the caller disposes them after the session was opened.</summary>
    /// <param name="threads">Threads that compute one call, the caller's included; at least 1.</param>
    internal static SessionOptions Create(int threads)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            EnableCpuMemArena = true,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        // A quantised model is here to show an NPU's loss: fused 8-bit kernels would add this processor's own (without VNNI they saturate).
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");

        // Reaches the threads of this session's own pool; the calling thread is switched in EnterThread.
        options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
        return options;
    }
}
