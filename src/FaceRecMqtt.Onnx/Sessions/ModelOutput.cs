namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>One output of a model.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Row-major values; owned by the model, overwritten by its next run.</param>
internal sealed record ModelOutput(string Name, long[] Shape, float[] Values)
{
    /// <summary>Size of the last dimension.</summary>
    internal int Channels => Shape.Length == 0 ? 1 : (int)Shape[^1];

    /// <summary>Number of rows of <see cref="Channels"/> values.</summary>
    internal int Rows => Channels == 0 ? 0 : Values.Length / Channels;

    /// <summary>Name and shape for people: <c>scores [1,4420,2]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(',', Shape)}]";
}
