using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Onnx;

public sealed class AllocationTests
{
    [Fact]
    public void Finding_and_embedding_allocates_nothing_with_ultraface() => Measure(StarterPack.Installed(), new OnnxBackendOptions(), 50);

    [Fact]
    public void Finding_and_embedding_allocates_nothing_with_scrfd()
    {
        using var folder = new TemporaryFolder();
        Measure(StarterPack.Scrfd("2.5g", folder), new OnnxBackendOptions { DetectorSize = 160 }, 50);
    }

    private static void Measure(InstalledPack pack, OnnxBackendOptions options, int calls)
    {
        using var backend = new OnnxBackend("cpu", pack, options, NullLogger.Instance);
        using var frame = SamplePictures.Shrunk(1, 480, 320);
        var faces = new FaceDetection[16];
        var crops = new byte[2 * AlignedFace.Bytes];
        var raw = new float[2 * backend.Model.Length];
        backend.EnterThread();
        Call(backend, frame, faces, crops, raw);
        var found = 0;
        Assert.Equal(0, Allocations.Least(() =>
        {
            found = 0;
            for (var i = 0; i < calls; i++)
            {
                found += Call(backend, frame, faces, crops, raw);
            }
        }));
        Assert.True(found >= 2 * calls, $"Only {found} faces were found in {calls} calls.");
    }

    private static int Call(OnnxBackend backend, PlainFrame frame, FaceDetection[] faces, byte[] crops, float[] raw)
    {
        var count = backend.Detect(frame, frame.Whole(), 0.5f, faces);
        backend.Embed(crops, 2, raw);
        return count;
    }
}
