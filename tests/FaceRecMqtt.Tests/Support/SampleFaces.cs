using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Onnx;

namespace FaceRecMqtt.Tests.Support;

/// <summary>Aligned crops of the people in the sample pictures.</summary>
internal static class SampleFaces
{
    /// <summary>Crops of one picture, people from left to right; each interleaved RGB, <c>[112, 112, 3]</c>.</summary>
    public static byte[][] Of(OnnxBackend backend, int picture)
    {
        using var frame = SamplePictures.Open(picture);
        var faces = new FaceDetection[16];
        var count = backend.Detect(frame, frame.Whole(), 0.5f, faces);
        var aligner = new FaceAligner();
        return [.. faces[..count].OrderBy(face => face.Box.X).Select(face =>
        {
            var crop = new byte[AlignedFace.Bytes];
            Assert.True(aligner.TryAlign(frame, face.Landmarks, crop));
            return crop;
        })];
    }

    /// <summary>A crop with red and blue exchanged.</summary>
    public static byte[] Swapped(byte[] crop)
    {
        var swapped = (byte[])crop.Clone();
        for (var i = 0; i < swapped.Length; i += 3)
        {
            (swapped[i], swapped[i + 2]) = (swapped[i + 2], swapped[i]);
        }

        return swapped;
    }
}
