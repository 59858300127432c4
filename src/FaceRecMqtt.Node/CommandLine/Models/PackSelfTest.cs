using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Video.Stills;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary>What the installer of packs needs of decoding and detection.</summary>
internal static class PackSelfTest
{
    private const int MostFaces = 32;

    // A reference is made once of a picture chosen for it; only faces beyond doubt come into question.
    private const float LeastScore = 0.9f;

    /// <summary>Decoding with OpenCV, detection with the pack itself.</summary>
    /// <param name="time">Stamps the frames.</param>
    public static SelfTestSeams Seams(TimeProvider time) => new(
        file => PictureDecoder.Decode(file.Span, time) is PictureResult.Decoded decoded ? decoded.Frame : null,
        AlignedFaces);

    private static List<byte[]> AlignedFaces(InstalledPack pack, Frame frame)
    {
        try
        {
            using var backend = new OnnxBackend(pack.Manifest.Name, pack, new OnnxBackendOptions(), NullLogger.Instance);
            var found = new FaceDetection[MostFaces];
            var count = backend.Detect(frame, new PixelRect(0, 0, frame.Width, frame.Height), LeastScore, found);
            var aligner = new FaceAligner();
            var crops = new List<byte[]>();
            foreach (var face in found.AsSpan(0, count))
            {
                var crop = new byte[AlignedFace.Bytes];
                if (aligner.TryAlign(frame, face.Landmarks, crop))
                {
                    crops.Add(crop);
                }
            }

            return crops;
        }
        catch (BackendException fault)
        {
            throw new PackException(PackFault.Refused, fault.Message, fault);
        }
    }
}
