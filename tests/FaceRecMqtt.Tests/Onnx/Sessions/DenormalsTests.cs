using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
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
        RequireSwitch();
        Assert.SkipWhen(
            threads > 1 && !Sse2.IsSupported, "ONNX Runtime sets the switch on threads of its own on x86 only");
        var (without, with) = OnThreadWithDenormals(() => Denormal(second), () => Denormal(second));
        // With two threads the pool's own, whose switch is on, may compute everything.
        Assert.True(without > 0 || threads > 1, "Without the switch the products are denormals.");
        Assert.Equal(0, with);
    }

    [Fact]
    public void The_published_recogniser_is_fast_on_a_second_thread_in_a_second_session()
    {
        StarterPack.Require();
        var path = Path.Combine(StarterPack.Folder, "fr_feature.onnx");
        long[] shape = [1, 3, 112, 112];
        using var first = BoundModel.Open(path, shape, 1, model => model);
        using var second = BoundModel.Open(path, shape, 1, model => model);
        var random = new Random(1);
        foreach (ref var value in second.Input)
        {
            value = (random.NextSingle() * 2) - 1;
        }

        RequireSwitch();
        var penalty = 0.0;
        var (slow, fast) = OnThreadWithDenormals(
            () =>
            {
                penalty = Penalty();
                return Median(second);
            },
            () => Median(second));
        Assert.SkipWhen(penalty < 8, $"on this processor a denormal takes {penalty:0.0} times as long as another number, which costs an embedding little");
        Assert.True(slow >= 2 * fast, $"An embedding takes {fast:0.0} ms with the switch and {slow:0.0} ms without.");
    }

    private static void RequireSwitch()
    {
        var has = 0;
        try
        {
            has = CpuLibrary.facerec_denormals_on();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            Assert.Skip($"{CpuLibrary.FileName} is not built; `make native` does");
        }

        Assert.SkipWhen(has == 0, "this processor has no switch");
    }

    // A new thread inherits the switch from the one that starts it, so it is set back first.
    private static (double Without, double With) OnThreadWithDenormals(Func<double> before, Func<double> after)
    {
        var result = (0.0, 0.0);
        var thread = new Thread(() =>
        {
            _ = CpuLibrary.facerec_denormals_on();
            result.Item1 = before();
            Denormals.TurnOff(NullLogger.Instance);
            result.Item2 = after();
        });
        thread.Start();
        thread.Join();
        return result;
    }

    private static double Denormal(BoundModel model)
    {
        model.Input.Fill(Tiny);
        model.Run();
        return model.Outputs[0].Values.Count(value => BitConverter.SingleToUInt32Bits(value) != 0);
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
