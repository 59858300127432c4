using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Hailo;

[Collection(nameof(Simulation.StandIn))]
public sealed class HailoBackendTests : IDisposable
{
    private readonly StandInDevice _standIn = StandInDevice.Load();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Embeddings_are_what_the_device_gives_for_each_face_also_when_there_are_more_faces_than_fit_at_once()
    {
        using var backend = Open();
        const int Count = 19;
        var crops = Crops(Count);
        var raw = new float[Count * 512];
        backend.Embed(crops, Count, raw);
        for (var i = 0; i < raw.Length; i++)
        {
            var (face, value) = Math.DivRem(i, 512);
            var quantised = (crops[(face * AlignedFace.Bytes) + value] + value) & 0xFF;
            Assert.Equal((quantised - StandInHef.EmbeddingZero) * StandInHef.EmbeddingScale, raw[i], 1e-4f);
        }
    }

    [Fact]
    public void Faces_are_those_of_a_plain_reading_of_the_outputs()
    {
        using var backend = Open();
        using var frame = MemoryFrame.Paint(StandInHef.DetectorSide, StandInHef.DetectorSide, (x, y, channel) => (byte)((x * 7) ^ (y * 31) ^ (channel * 5)));
        var faces = new FaceDetection[200];
        const float Minimum = 0.9f;
        var count = backend.Detect(frame, frame.Whole(), Minimum, faces);
        var expected = PlainFaces(frame.Rgb, Minimum);
        Assert.True(count > 3);
        Assert.Equal(expected.Count, count);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(expected[i].Score, faces[i].Score, 1e-5f);
            Assert.Equal(expected[i].Box.X, faces[i].Box.X, 1e-3f);
            Assert.Equal(expected[i].Box.Bottom, faces[i].Box.Bottom, 1e-3f);
            Assert.Equal(expected[i].Landmarks[4].Y, faces[i].Landmarks[4].Y, 1e-3f);
        }
    }

    [Fact]
    public void Rows_below_a_wide_region_are_black()
    {
        using var backend = Open();
        using var square = MemoryFrame.Paint(64, 64, (_, _, _) => 200);
        using var wide = MemoryFrame.Paint(64, 2, (x, y, channel) => (byte)((11 * x) + (40 * y) + channel));
        using var padded = MemoryFrame.Paint(64, 64, (x, y, channel) => y < 2 ? (byte)((11 * x) + (40 * y) + channel) : (byte)0);
        var first = new FaceDetection[200];
        var second = new FaceDetection[200];
        backend.Detect(square, square.Whole(), 0.5f, first);
        var count = backend.Detect(wide, wide.Whole(), 0.5f, first);
        var more = backend.Detect(padded, padded.Whole(), 0.5f, second);
        Assert.InRange(count, 1, more);
        Assert.Subset(second[..more].Select(face => face.Landmarks).ToHashSet(), first[..count].Select(face => face.Landmarks).ToHashSet());
    }

    [Fact]
    public void Model_is_known_by_the_hash_of_its_file_and_has_the_gate_of_its_kind()
    {
        using var backend = Open();
        Assert.Equal(BackendKind.Hailo, backend.Kind);
        Assert.Equal((64, 64), backend.DetectorInput);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(File.ReadAllBytes(_folder.File("arcface_mobilefacenet.hef")))), backend.Model.Hash);
        Assert.Equal(("arcface_mobilefacenet", 512, new PreNormGate(5, 7), 0.25f), (backend.Model.Name, backend.Model.Length, backend.Model.Gate, backend.Model.Threshold));
        using var other = Open(StandInHef.Recogniser(_folder.Path, "arcface_r50"), options => options with { PreNormLow = 10, Threshold = 0.4f });
        Assert.Equal((new PreNormGate(10, 10), 0.4f), (other.Model.Gate, other.Model.Threshold));
    }

    [Fact]
    public void Steady_calls_allocate_nothing()
    {
        _standIn.Set("instant", 1);
        using var backend = Open();
        using var frame = PlainFrameOf(64);
        var crops = Crops(8);
        var raw = new float[8 * 512];
        var faces = new FaceDetection[16];
        Call();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 200; i++)
        {
            Call();
        }

        // All threads count; the test runner's own allocate a little meanwhile.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8_000);

        void Call()
        {
            backend.Detect(frame, frame.Whole(), 0.99f, faces);
            backend.Embed(crops, 8, raw);
        }
    }

    [Fact]
    public void Nothing_stays_open_afterwards_and_no_handle_is_misused()
    {
        for (var i = 0; i < 100; i++)
        {
            using var backend = Open();
            backend.Embed(Crops(1), 1, new float[512]);
        }

        Assert.Equal(0ul, _standIn.OpenHandles);
        Assert.Equal(0ul, _standIn.Misuses);
    }

    public void Dispose()
    {
        _standIn.Dispose();
        _folder.Dispose();
    }

    private static MemoryFrame PlainFrameOf(int side) => MemoryFrame.Paint(side, side, (x, y, _) => (byte)(x * y));

    private HailoBackend Open(string? recogniser = null, Func<HailoBackendOptions, HailoBackendOptions>? change = null)
    {
        var options = new HailoBackendOptions { DetectorHef = StandInHef.Detector(_folder.Path), RecogniserHef = recogniser ?? StandInHef.Recogniser(_folder.Path) };
        return new HailoBackend("npu", _device, change?.Invoke(options) ?? options, TimeProvider.System, NullLogger.Instance);
    }

    private readonly HailoDevice _device = new(StandInDevice.Path, new HailoSystem("/nowhere"));

    private static byte[] Crops(int count)
    {
        var crops = new byte[count * AlignedFace.Bytes];
        new Random(7).NextBytes(crops);
        return crops;
    }

    private static List<FaceDetection> PlainFaces(ReadOnlySpan<byte> input, float minimum)
    {
        List<FaceDetection> found = [];
        foreach (var stride in (int[])[8, 16, 32])
        {
            var grid = StandInHef.DetectorSide / stride;
            for (var anchor = 0; anchor < 2 * grid * grid; anchor++)
            {
                var (x, y) = (anchor / 2 % grid * stride, anchor / 2 / grid * stride);
                var score = Byte(input, anchor) / 255f;
                if (score < minimum)
                {
                    continue;
                }

                float Edge(ReadOnlySpan<byte> from, int i) => (Byte(from, (4 * anchor) + i) - 4) * StandInHef.EdgeScale * stride;
                var points = new FaceLandmarks();
                for (var i = 0; i < 5; i++)
                {
                    points[i] = new(
                        x + ((Byte(input, (10 * anchor) + (2 * i)) - StandInHef.PointZero) * StandInHef.PointScale * stride),
                        y + ((Byte(input, (10 * anchor) + (2 * i) + 1) - StandInHef.PointZero) * StandInHef.PointScale * stride));
                }

                var (left, top) = (x - Edge(input, 0), y - Edge(input, 1));
                found.Add(new(new(left, top, x + Edge(input, 2) - left, y + Edge(input, 3) - top), score, points));
            }
        }

        var faces = found.ToArray();
        var kept = faces[..NonMaximumSuppression.Suppress(faces, 0.4f)];
        return [.. kept.Select(Clipped).Where(face => face.Box is { Width: >= 1, Height: >= 1 })];
    }

    private static int Byte(ReadOnlySpan<byte> input, int i) => (input[i % input.Length] + i) & 0xFF;

    private static FaceDetection Clipped(FaceDetection face)
    {
        const float Side = StandInHef.DetectorSide;
        var (left, top) = (Math.Clamp(face.Box.X, 0, Side), Math.Clamp(face.Box.Y, 0, Side));
        return face with { Box = new(left, top, Math.Clamp(face.Box.Right, 0, Side) - left, Math.Clamp(face.Box.Bottom, 0, Side) - top) };
    }
}
