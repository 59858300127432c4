using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Packs;
using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Tests.Support;

/// <summary>A model run the plain way: default session, new buffers, one pixel after the other.</summary>
internal static class PlainOnnx
{
    /// <summary>The outputs by name.</summary>
    public static Dictionary<string, float[]> Run(string path, float[] tensor, long[] shape)
    {
        using var session = new InferenceSession(path);
        using var input = OrtValue.CreateTensorValueFromMemory(tensor, shape);
        using var options = new RunOptions();
        using var outputs = session.Run(options, session.InputNames, [input], session.OutputNames);
        return session.OutputNames.Zip(outputs).ToDictionary(pair => pair.First, pair => pair.Second.GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>The input tensor of RGB pixels that lie top-left in a model's input; the rest is black.</summary>
    public static float[] Tensor(ReadOnlySpan<byte> rgb, int width, int height, InputFormat format)
    {
        var tensor = new float[3 * format.Width * format.Height];
        for (var channel = 0; channel < 3; channel++)
        {
            var source = format.Color == InputColor.Bgr ? 2 - channel : channel;
            for (var y = 0; y < format.Height; y++)
            {
                for (var x = 0; x < format.Width; x++)
                {
                    var value = x < width && y < height ? rgb[(3 * ((y * width) + x)) + source] : 0;
                    tensor[(((channel * format.Height) + y) * format.Width) + x] = (value - format.Mean) * format.Scale;
                }
            }
        }

        return tensor;
    }

    /// <summary>A region of a frame as RGB.</summary>
    public static byte[] Pixels(Frame frame, PixelRect region, int width, int height)
    {
        var rgb = new byte[3 * width * height];
        frame.ScaleInto(region, rgb, width, height, 3 * width, ColorOrder.Rgb);
        return rgb;
    }

    /// <summary>The whole frame as a region.</summary>
    public static PixelRect Whole(this Frame frame) => new(0, 0, frame.Width, frame.Height);
}
