namespace FaceRecMqtt.Faces.Backends;

/// <summary>What computes.</summary>
public enum BackendKind
{
    /// <summary>ONNX Runtime on the CPU.</summary>
    Onnx,

    /// <summary>HailoRT on a Hailo NPU.</summary>
    Hailo,
}
