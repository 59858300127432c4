using FaceRecMqtt.Faces.Backends;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>Compares what a model file takes and gives with what its pack states.</summary>
internal static class ModelChecks
{
    /// <summary>One float input of the stated shape; a size the file leaves open fits any.</summary>
    /// <exception cref="BackendException">It differs.</exception>
    internal static void Input(string file, InferenceSession session, long[] stated)
    {
        if (session.InputNames.Count != 1)
        {
            throw new BackendException($"{file} has {session.InputNames.Count} inputs ({string.Join(", ", session.InputNames)}); a face model has one.");
        }

        var name = session.InputNames[0];
        var found = session.InputMetadata[name];
        if (!found.IsTensor || found.ElementDataType != TensorElementType.Float)
        {
            throw new BackendException($"{file}: the input {name} is {found.ElementDataType}; float32 is expected.");
        }

        var fits = found.Dimensions.Length == stated.Length && found.Dimensions.Zip(stated).All(pair => pair.First <= 0 || pair.First == pair.Second);
        if (!fits)
        {
            throw new BackendException(
                $"{file}: the manifest states an input of {Text(stated)}, the model takes {name} {Text([.. found.Dimensions.Select(size => (long)size)])}; "
                + "correct the manifest or take the model it was written for.");
        }
    }

    /// <summary>Float outputs only.</summary>
    /// <exception cref="BackendException">One differs.</exception>
    internal static void Outputs(string file, InferenceSession session)
    {
        foreach (var name in session.OutputNames)
        {
            var found = session.OutputMetadata[name];
            if (!found.IsTensor || found.ElementDataType != TensorElementType.Float)
            {
                throw new BackendException($"{file}: the output {name} is {found.ElementDataType}; float32 is expected.");
            }
        }
    }

    /// <summary>A shape for people; sizes left open are shown as <c>?</c>.</summary>
    internal static string Text(IEnumerable<long> shape) => $"[{string.Join(',', shape.Select(size => size > 0 ? $"{size}" : "?"))}]";
}
