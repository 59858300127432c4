using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Weights as signed integers with a scale for each output channel.</summary>
/// <param name="Integers">The integers, shaped like the weights.</param>
/// <param name="Scales">Scale of each channel.</param>
internal sealed record PerChannelWeights(IntegerTensor Integers, float[] Scales)
{
    /// <summary>Quantises weights.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="axis">Axis of the output channels.</param>
    /// <param name="bits">4, 8 or 16; integers of 4 bits are kept as ones of 8.</param>
    /// <param name="name">Name of the integers.</param>
    /// <exception cref="QuantiseException">A weight is not finite.</exception>
    public static PerChannelWeights Of(OnnxTensor weights, int axis, int bits, string name)
    {
        var channels = (int)weights.Shape[axis];
        var inner = (int)weights.Shape.Skip(axis + 1).Aggregate(1L, (product, size) => product * size);
        var largest = new float[channels];
        for (var i = 0; i < weights.Values.Length; i++)
        {
            ref var most = ref largest[i / inner % channels];
            most = Math.Max(most, Math.Abs(weights.Values[i]));
        }

        if (!largest.All(float.IsFinite))
        {
            throw new QuantiseException($"the weights {weights.Name} hold values that are not numbers; the model is broken");
        }

        var grids = Array.ConvertAll(largest, magnitude => UniformGrid.Symmetric(magnitude, bits));
        var integers = new long[weights.Values.Length];
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = grids[i / inner % channels].Quantise(weights.Values[i]);
        }

        return new(new(name, bits <= 8 ? IntegerType.Signed8 : IntegerType.Signed16, weights.Shape, integers), Array.ConvertAll(grids, grid => grid.Scale));
    }
}
