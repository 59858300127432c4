using System.Runtime.CompilerServices;
using FaceRecMqtt.Onnx.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Harness;

/// <summary>A thread that does what it is told, one thing at a time, with or without denormal numbers.</summary>
/// <remarks>A thread starts with its starter's handling of denormals, so lanes are made by a thread that never opened a session.</remarks>
internal sealed class Lane : IDisposable
{
    private readonly SemaphoreSlim _told = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private Action? _work;
    private Exception? _fault;

    private Lane(bool flushes)
    {
        new Thread(Loop) { IsBackground = true }.Start();
        Do(() =>
        {
            if (flushes)
            {
                Denormals.TurnOff(NullLogger.Instance);
            }

            if (Flushes() != flushes)
            {
                throw new InvalidOperationException($"Denormals are {(flushes ? "on" : "off")} where they should not be.");
            }
        });
    }

    /// <summary>One that treats denormals as zero, as an inference thread does.</summary>
    public static Lane Flushing() => new(flushes: true);

    /// <summary>One that computes with denormals, as threads do unless told otherwise.</summary>
    public static Lane Plain() => new(flushes: false);

    /// <summary>Does something on the thread and waits for it.</summary>
    public void Do(Action work)
    {
        _work = work;
        _told.Release();
        _done.Wait();
        if (Interlocked.Exchange(ref _fault, null) is { } fault)
        {
            throw new InvalidOperationException(fault.Message, fault);
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        _work = null;
        _told.Release();
        _done.Wait();
        _told.Dispose();
        _done.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool Flushes()
    {
        var small = 1e-30f;
        return small * 1e-10f == 0;
    }

    private void Loop()
    {
        while (true)
        {
            _told.Wait();
            if (_work is null)
            {
                _done.Release();
                return;
            }

            try
            {
                _work();
            }
            catch (Exception fault)
            {
                _fault = fault;
            }

            _done.Release();
        }
    }
}
