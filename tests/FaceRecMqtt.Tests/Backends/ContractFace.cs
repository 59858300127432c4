using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Backends;

/// <summary>A face a backend found in a sample picture, with its crop and what the backend makes of it.</summary>
internal sealed record ContractFace(int Picture, FaceDetection Detection, byte[] Crop, float[] Raw)
{
    /// <summary>All faces of a picture, best score first.</summary>
    public static IReadOnlyList<ContractFace> In(IInferenceBackend backend, int picture)
    {
        using var frame = SamplePictures.Open(picture);
        var faces = new FaceDetection[16];
        var count = backend.Detect(frame, frame.Whole(), 0.5f, faces);
        var aligner = new FaceAligner();
        return [.. faces[..count].Select(face =>
        {
            var (crop, raw) = (new byte[AlignedFace.Bytes], new float[backend.Model.Length]);
            Assert.True(aligner.TryAlign(frame, face.Landmarks, crop));
            backend.Embed(crop, 1, raw);
            return new ContractFace(picture, face, crop, raw);
        })];
    }

    /// <summary>Intersection over union of two boxes, in [0, 1].</summary>
    public float Overlap(ContractFace other)
    {
        var (first, second) = (Detection.Box, other.Detection.Box);
        var width = MathF.Min(first.Right, second.Right) - MathF.Max(first.X, second.X);
        var height = MathF.Min(first.Bottom, second.Bottom) - MathF.Max(first.Y, second.Y);
        var shared = MathF.Max(width, 0) * MathF.Max(height, 0);
        return shared / ((first.Width * first.Height) + (second.Width * second.Height) - shared);
    }

    /// <summary>Largest distance between the same points of two faces, px.</summary>
    public float PointsApart(ContractFace other)
    {
        var most = 0f;
        for (var i = 0; i < 5; i++)
        {
            var (first, second) = (Detection.Landmarks[i], other.Detection.Landmarks[i]);
            most = MathF.Max(most, MathF.Sqrt(((first.X - second.X) * (first.X - second.X)) + ((first.Y - second.Y) * (first.Y - second.Y))));
        }

        return most;
    }
}
