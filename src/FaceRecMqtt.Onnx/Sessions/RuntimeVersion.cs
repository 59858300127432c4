using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>The ONNX Runtime that is installed.</summary>
public static class RuntimeVersion
{
    /// <summary>Loads the library and asks it.</summary>
    /// <exception cref="TypeInitializationException">It cannot be loaded.</exception>
    /// <exception cref="DllNotFoundException">It is not there.</exception>
    public static string Read() => OrtEnv.Instance().GetVersionString();
}
