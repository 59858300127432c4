namespace FaceRecMqtt.Onnx.Graph;

/// <summary>Element types of integers by their number in <c>TensorProto.DataType</c> of onnx.proto.</summary>
internal enum IntegerType
{
    /// <summary>0 to 255.</summary>
    Unsigned8 = 2,

    /// <summary>-128 to 127.</summary>
    Signed8 = 3,

    /// <summary>0 to 65,535; in quantised tensors since operator set 21.</summary>
    Unsigned16 = 4,

    /// <summary>-32,768 to 32,767; in quantised tensors since operator set 21.</summary>
    Signed16 = 5,

    /// <summary>Sizes and axes.</summary>
    Signed64 = 7,
}
