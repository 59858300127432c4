using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Backends;

/// <summary>What every backend must do. The tests know nothing of what computes; a derived class only opens one.</summary>
public abstract class BackendContract(ContractModels models, ITestOutputHelper output) : IDisposable
{
    // Faces of sample1 to sample6 as a person counts them.
    private static readonly int[] People = [3, 3, 3, 4, 5, 4];

    private protected ContractModels Models => models;

    [Fact]
    public void Finds_the_faces_of_the_sample_pictures_where_float32_finds_them()
    {
        using var backend = Ready();
        var (least, apart) = (1f, 0f);
        foreach (var picture in models.Reference.Faces.GroupBy(face => face.Picture))
        {
            var found = ContractFace.In(backend, picture.Key);
            Assert.Equal(People[picture.Key - 1], found.Count);
            Assert.Equal(picture.Count(), found.Count);
            foreach (var expected in picture)
            {
                var face = found.MaxBy(expected.Overlap)!;
                (least, apart) = (MathF.Min(least, face.Overlap(expected)), MathF.Max(apart, face.PointsApart(expected) / expected.Detection.Box.Width));
                Assert.InRange(face.PointsApart(expected), 0, MathF.Max(3, 0.03f * expected.Detection.Box.Width));
            }
        }

        output.WriteLine($"least IoU {least:0.000}, points at most {100 * apart:0.0} % of the face's width apart");
        Assert.InRange(least, 0.8f, 1.0001f);
    }

    [Fact]
    public void Embeds_good_crops_in_nearly_the_direction_and_length_of_float32()
    {
        using var backend = Ready();
        var raw = new float[backend.Model.Length];
        List<(float Cosine, float Length)> all = [];
        foreach (var face in models.Reference.Faces)
        {
            backend.Embed(face.Crop, 1, raw);
            all.Add((TensorPrimitives.CosineSimilarity<float>(raw, face.Raw), TensorPrimitives.Norm<float>(raw) / TensorPrimitives.Norm<float>(face.Raw)));
        }

        output.WriteLine($"{all.Count} crops: cosine to float32 {all.Min(one => one.Cosine):0.0000} to {all.Max(one => one.Cosine):0.0000}, mean {all.Average(one => one.Cosine):0.0000}; "
            + $"pre_norm {all.Min(one => one.Length):0.000} to {all.Max(one => one.Length):0.000} of float32's");
        Assert.InRange(all.Min(one => one.Cosine), LeastCosine, 1.0001f);
        Assert.All(all, one => Assert.InRange(one.Length, 0.9f, 1.1f));
    }

    [Fact]
    public void Tells_drawn_pictures_apart_by_more_than_the_self_test_asks_for()
    {
        using var backend = Ready();
        var raw = new float[TestPatterns.Count * backend.Model.Length];
        backend.Embed(TestPatterns.Draw(), TestPatterns.Count, raw);
        var all = raw.Chunk(backend.Model.Length).ToArray();
        float[] alike = [.. all.SelectMany((first, i) => all.Skip(i + 1).Select(second => TensorPrimitives.CosineSimilarity<float>(first, second)))];
        float[] lengths = [.. all.Select(one => TensorPrimitives.Norm<float>(one))];
        output.WriteLine($"similarity {alike.Min():0.000} to {alike.Max():0.000}, pre_norm {lengths.Min():0.00} to {lengths.Max():0.00}");
        Assert.InRange(alike.Max(), -1, HailoSelfTest.MostAlike - 0.1f);
        Assert.InRange((lengths.Max() / lengths.Min()) - 1, 3 * HailoSelfTest.LeastSpread, 10);
    }

    [Fact]
    public void Embeds_several_faces_at_once_as_it_embeds_each()
    {
        using var backend = Ready();
        byte[] crops = [.. models.Reference.Faces.Take(5).SelectMany(face => face.Crop)];
        var (together, alone) = (new float[5 * backend.Model.Length], new float[backend.Model.Length]);
        backend.Embed(crops, 5, together);
        for (var i = 0; i < 5; i++)
        {
            backend.Embed(crops.AsSpan(i * AlignedFace.Bytes, AlignedFace.Bytes), 1, alone);
            Assert.InRange(TensorPrimitives.CosineSimilarity(together.AsSpan(i * alone.Length, alone.Length), alone), 0.9999f, 1.0001f);
        }
    }

    [Fact]
    public void Knows_the_same_person_in_two_pictures_from_strangers()
    {
        using var backend = Ready();
        float[] Right(int picture) => ContractFace.In(backend, picture).OrderBy(face => face.Detection.Box.X).Last().Raw;
        // One woman is in the first picture on the right and in the third in the middle.
        var (woman, third) = (Right(1), ContractFace.In(backend, 3).OrderBy(face => face.Detection.Box.X).Select(face => face.Raw).ToList());
        var same = TensorPrimitives.CosineSimilarity<float>(woman, third[1]);
        output.WriteLine($"the same woman {same:0.000}, strangers {TensorPrimitives.CosineSimilarity<float>(woman, third[0]):0.000} and {TensorPrimitives.CosineSimilarity<float>(woman, third[2]):0.000}");
        Assert.InRange(same, 0.42f, 1);
        Assert.All(new[] { third[0], third[2] }, stranger => Assert.InRange(TensorPrimitives.CosineSimilarity<float>(woman, stranger), -1, 0.41f));
    }

    [Theory]
    [InlineData(InputMistake.None, null)]
    [InlineData(InputMistake.SwappedChannels, "channel order swapped")]
    [InlineData(InputMistake.NormalisedTwice, "normalised twice")]
    public void Self_test_names_a_wrong_input(InputMistake mistake, string? expected)
    {
        using var backend = Ready(mistake);
        var problem = SelfTest(backend, models.Reference.SelfTest);
        output.WriteLine(problem ?? "no problem");
        if (expected is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(expected, problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Steady_calls_allocate_nothing()
    {
        using var backend = Ready();
        using var frame = SamplePictures.Shrunk(1, 480, 320);
        var (faces, raw) = (new FaceDetection[16], new float[2 * backend.Model.Length]);
        byte[] crops = [.. models.Reference.Faces.Take(2).SelectMany(face => face.Crop)];
        Call();
        var found = 0;
        Assert.Equal(0, Allocations.Least(() =>
        {
            found = 0;
            for (var i = 0; i < 10; i++)
            {
                found += Call();
            }
        }));
        Assert.Equal(10 * People[0], found);

        int Call()
        {
            backend.Embed(crops, 2, raw);
            return backend.Detect(frame, frame.Whole(), 0.5f, faces);
        }
    }

    [Fact]
    public void Thousand_backends_one_after_another_leave_no_handle_thread_or_file_open()
    {
        const int Cycles = 1000;
        using var folder = new TemporaryFolder();
        var open = Small(folder);
        var (crop, raw) = (new byte[AlignedFace.Bytes], new float[512]);
        Cycle(20);
        var before = (Handles, Threads: Count("task"), Files: Count("fd"));
        Cycle(Cycles);
        Assert.Equal(before.Handles, Handles);
        // Threads and files of the runtime and of tests beside this one come and go; one left by each backend would be a thousand.
        Assert.InRange(Count("task"), 0, before.Threads + (Cycles / 2));
        Assert.InRange(Count("fd"), 0, before.Files + (Cycles / 2));

        void Cycle(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var backend = open();
                backend.Embed(crop, 1, raw.AsSpan(0, backend.Model.Length));
            }
        }

        static int Count(string folder) => Directory.EnumerateFileSystemEntries($"/proc/self/{folder}").Count();
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Looks after each test whether all was closed.</summary>
    private protected virtual void Close()
    {
    }

    /// <summary>Least cosine between this backend's and float32's embeddings of a good crop.</summary>
    private protected abstract float LeastCosine { get; }

    /// <summary>Native handles that are open now.</summary>
    private protected abstract ulong Handles { get; }

    /// <summary>Opens the contract's models.</summary>
    private protected abstract IInferenceBackend Open(InputMistake mistake);

    /// <summary>Something that opens models so small that a thousand take no time.</summary>
    private protected abstract Func<IInferenceBackend> Small(TemporaryFolder folder);

    /// <summary>What is wrong, before it serves.</summary>
    private protected abstract string? SelfTest(IInferenceBackend backend, SelfTestReference reference);

    private IInferenceBackend Ready(InputMistake mistake = InputMistake.None)
    {
        var backend = Open(mistake);
        backend.EnterThread();
        return backend;
    }
}
