using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Decoding;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>One connection to a source, read on the thread of the test.</summary>
internal sealed class Reading : IDisposable
{
    private readonly FramePool _pool = new();

    public Reading(string address, Func<CameraOptions, CameraOptions>? change = null)
    {
        Options = Of(address);
        Options = change?.Invoke(Options) ?? Options;
        Source = FrameSource.Create(Options, _pool, TimeProvider.System);
    }

    public CameraOptions Options { get; }

    public IFrameSource Source { get; }

    /// <summary>Options that read a file once, as fast as it decodes.</summary>
    public static CameraOptions Of(string address) =>
        new() { Name = "test", Source = new SourceAddress(address), Loop = false, RealTime = false };

    /// <summary>Opens and demands that it succeeds.</summary>
    public Reading Open()
    {
        Assert.True(Source.Open(), $"{Source.Failure}");
        return this;
    }

    /// <summary>The next picture that may be shown; the caller disposes it.</summary>
    public Frame Frame()
    {
        while (true)
        {
            switch (Source.Read(out var frame))
            {
                case ReadResult.Frame:
                    return frame!;
                case ReadResult.Withheld:
                    break;
                case var other:
                    Assert.Fail($"No picture but {other}: {Source.Failure}");
                    break;
            }
        }
    }

    /// <summary>Reads to the end.</summary>
    /// <param name="seen">Called with each picture that is shown.</param>
    /// <returns>How it ended and how many pictures were withheld.</returns>
    public (ReadResult End, int Withheld) ReadAll(Action<Frame> seen)
    {
        var withheld = 0;
        while (true)
        {
            var result = Source.Read(out var frame);
            switch (result)
            {
                case ReadResult.Frame:
                    using (frame)
                    {
                        seen(frame!);
                    }

                    break;
                case ReadResult.Withheld:
                    withheld++;
                    break;
                default:
                    return (result, withheld);
            }
        }
    }

    public void Dispose()
    {
        Source.Dispose();
        _pool.Dispose();
    }
}
