using FaceRecMqtt.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether ONNX Runtime is there.</summary>
internal static class InferenceLibraryCheck
{
    /// <summary>Loads the library as the node would.</summary>
    public static Finding Look()
    {
        try
        {
            return Finding.Ok("inference", $"ONNX Runtime {RuntimeVersion.Read()}");
        }
        catch (Exception fault) when (fault is TypeInitializationException or DllNotFoundException or BadImageFormatException or OnnxRuntimeException)
        {
            return Finding.Fail("inference", $"ONNX Runtime cannot be loaded: {fault.GetBaseException().Message}", "install the program again for this kind of machine");
        }
    }
}
