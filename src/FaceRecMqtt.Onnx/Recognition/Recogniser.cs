using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Recognition;

/// <summary>Embeds aligned faces one after the other; on a CPU a batch is not faster per face, and costs memory.</summary>
/// <remarks>Owns its model and buffers; calls come from one thread at a time and allocate nothing.</remarks>
internal sealed class Recogniser : IDisposable
{
    private const int Plane = AlignedFace.Size * AlignedFace.Size;

    private readonly InputFormat _input;
    private readonly BoundModel _model;
    private readonly float[] _output;

    private Recogniser(RecogniserManifest manifest, BoundModel model)
    {
        (_input, _model) = (manifest.Input, model);
        _output = model.Outputs[0].Values;
        if (model.Outputs.Count != 1 || _output.Length != manifest.Length)
        {
            throw new BackendException(
                $"{manifest.File}: the manifest states an embedding of {manifest.Length} values, the model gives {string.Join(", ", model.Outputs)}; "
                + "correct the manifest or take the model it was written for.");
        }
    }

    /// <summary>Values of an embedding.</summary>
    internal int Length => _output.Length;

    /// <summary>Opens a recogniser.</summary>
    /// <param name="manifest">What the pack states.</param>
    /// <param name="path">The model file.</param>
    /// <param name="threads">Threads that compute one run.</param>
    /// <exception cref="BackendException">The file is broken or is not what the manifest states.</exception>
    internal static Recogniser Open(RecogniserManifest manifest, string path, int threads)
    {
        if (manifest.Input is not { Width: AlignedFace.Size, Height: AlignedFace.Size, Color: not InputColor.Grey })
        {
            throw new BackendException(
                $"{manifest.File}: a recogniser takes a colour face of {AlignedFace.Size} × {AlignedFace.Size} px; the manifest states "
                + $"{manifest.Input.Width} × {manifest.Input.Height} px, {manifest.Input.Color}.");
        }

        return BoundModel.Open(path, [1, 3, AlignedFace.Size, AlignedFace.Size], threads, model => new Recogniser(manifest, model));
    }

    /// <summary>Embeds one aligned face.</summary>
    /// <param name="rgb">Interleaved RGB, <c>[112, 112, 3]</c>.</param>
    /// <param name="raw">Receives the embedding before normalisation, <c>[Length]</c>.</param>
    internal void Embed(ReadOnlySpan<byte> rgb, Span<float> raw)
    {
        Fill(rgb, _model.Input, _input);
        _model.Run();
        _output.CopyTo(raw);
    }

    /// <summary>The same from a ready input tensor.</summary>
    /// <param name="tensor">Input, <c>[1, 3, 112, 112]</c>, normalised.</param>
    /// <param name="raw">Receives the embedding before normalisation, <c>[Length]</c>.</param>
    internal void Embed(ReadOnlySpan<float> tensor, Span<float> raw)
    {
        tensor.CopyTo(_model.Input);
        _model.Run();
        _output.CopyTo(raw);
    }

    /// <summary>Makes the input tensor of an aligned face.</summary>
    /// <param name="rgb">Interleaved RGB, <c>[112, 112, 3]</c>.</param>
    /// <param name="tensor">Receives the planes, <c>[3, 112, 112]</c>.</param>
    /// <param name="format">Colour order, mean and scale.</param>
    internal static void Fill(ReadOnlySpan<byte> rgb, Span<float> tensor, InputFormat format)
    {
        var (red, blue) = format.Color == InputColor.Rgb ? (0, 2) : (2, 0);
        PlanarPixels.Spread(
            rgb[..AlignedFace.Bytes],
            tensor.Slice(red * Plane, Plane),
            tensor.Slice(Plane, Plane),
            tensor.Slice(blue * Plane, Plane),
            format.Mean,
            format.Scale);
    }

    /// <summary>Closes the model.</summary>
    public void Dispose() => _model.Dispose();
}
