using System.Diagnostics;
using System.Runtime.CompilerServices;
using FaceRecMqtt.Onnx.Sessions;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Onnx.Sessions;

public sealed class DenormalsTests
{
    private const float Tiny = 1e-20f;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Are_zero_on_every_thread_that_computes_also_in_a_second_session_on_a_second_thread(int threads)
    {
        using var folder = new TemporaryFolder();
        long[] shape = [1, 3, 1024, 1024];
        MulModel.Write(folder.File("mul.onnx"), Tiny, shape);
        using var first = BoundModel.Open(folder.File("mul.onnx"), shape, 1, model => model);
        using var second = BoundModel.Open(folder.File("mul.onnx"), shape, threads, model => model);
        OnNewThread(() =>
        {
            Denormals.TurnOff(NullLogger.Instance);
            Assert.SkipWhen(Product(Tiny, Tiny) != 0, "libfacerec_cpu is not built or this processor has no switch");
            second.Input.Fill(Tiny);
            second.Run();
            Assert.DoesNotContain(second.Outputs[0].Values, value => value != 0);
        });
    }

    [Fact]
    public void The_published_recogniser_is_fast_on_a_second_thread_in_a_second_session()
    {
        StarterPack.Require();
        var path = Path.Combine(StarterPack.Folder, "fr_feature.onnx");
        long[] shape = [1, 3, 112, 112];
        using var first = BoundModel.Open(path, shape, 1, model => model);
        using var second = BoundModel.Open(path, shape, 1, model => model);
        OnNewThread(() =>
        {
            Assert.SkipWhen(Product(Tiny, Tiny) == 0, "the test's thread inherited the switch, so there is no slow time to compare with");
            Assert.SkipWhen(Penalty() < 8, "this processor computes denormals about as fast as other numbers");
            new Random(1).NextSingleArray(second.Input);
            var slow = Median(second);
            Denormals.TurnOff(NullLogger.Instance);
            Assert.SkipWhen(Product(Tiny, Tiny) != 0, "libfacerec_cpu is not built");
            var fast = Median(second);
            Assert.True(slow >= 2 * fast, $"An embedding takes {fast:0.0} ms with the switch and {slow:0.0} ms without.");
        });
    }

    private static void OnNewThread(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(test));
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Product(float first, float second) => first * second;

    private static double Median(BoundModel model)
    {
        var times = new double[15];
        foreach (ref var time in times.AsSpan())
        {
            var start = Stopwatch.GetTimestamp();
            model.Run();
            time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times.Order().ElementAt(times.Length / 2);
    }

    // How many times longer a chain of products takes when each is a denormal.
    private static double Penalty()
    {
        Chain(1e-40f);
        var denormal = Enumerable.Range(0, 9).Min(_ => Chain(1e-40f));
        var normal = Enumerable.Range(0, 9).Min(_ => Chain(1));
        return denormal / normal;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double Chain(float value)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 100_000; i++)
        {
            value = Product(value, 1.0000001f);
        }

        GC.KeepAlive(value);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

file static class RandomValues
{
    public static void NextSingleArray(this Random random, Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = (random.NextSingle() * 2) - 1;
        }
    }
}
