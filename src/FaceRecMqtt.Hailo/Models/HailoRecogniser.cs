using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>Embeds aligned faces with an ArcFace HEF; several are under way at once. Raw RGB goes in. Allocates nothing per call.</summary>
internal sealed class HailoRecogniser
{
    /// <summary>Faces under way at once; a crowded frame has few more.</summary>
    internal const int Faces = 8;

    private readonly HailoModel _model;

    /// <param name="model">The model on the device; borrowed.</param>
    /// <exception cref="BackendException">It is no recogniser of aligned faces.</exception>
    internal HailoRecogniser(HailoModel model)
    {
        _model = model;
        if (model.Input is not { Height: AlignedFace.Size, Width: AlignedFace.Size } || model.Outputs.Count != 1)
        {
            throw new BackendException(
                $"{model.Name} is no recogniser: a face of {AlignedFace.Size} × {AlignedFace.Size} px and one output are expected, it takes {model.Input} "
                + $"and gives {string.Join(", ", model.Outputs)}; correct `recogniser_hef`.");
        }
    }

    /// <summary>Values of an embedding.</summary>
    internal int Length => _model.Outputs[0].Values;

    /// <summary>Embeds; see <see cref="IInferenceBackend.Embed"/>.</summary>
    /// <exception cref="Interop.HailoException">The device failed.</exception>
    internal void Embed(ReadOnlySpan<byte> alignedFaces, int count, Span<float> raw)
    {
        for (var first = 0; first < count; first += Faces)
        {
            var faces = Math.Min(Faces, count - first);
            for (var face = 0; face < faces; face++)
            {
                alignedFaces.Slice((first + face) * AlignedFace.Bytes, AlignedFace.Bytes).CopyTo(_model.InputFrame(face));
            }

            _model.Run(faces);
            for (var face = 0; face < faces; face++)
            {
                _model.OutputFrame(0, face).CopyTo(raw.Slice((first + face) * Length, Length));
            }
        }
    }
}
