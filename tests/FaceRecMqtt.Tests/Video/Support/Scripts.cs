using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>Scripts that a camera's sources follow.</summary>
internal static class Scripts
{
    public static readonly CameraOptions Options = new() { Name = "door", Source = new SourceAddress("/clips/door.mp4") };
    public static readonly SourceFailure Gone = new(CameraReason.Unreachable, "no answer");

    public static MemoryFrame Picture() => MemoryFrame.Paint(8, 8, (_, _, _) => 1);

    public static ScriptedSource Refusing() => new(_ => throw new InvalidOperationException("It was never open."), Gone);

    public static ScriptedSource Endless() => new(source => source.Reads == 1 ? (ReadResult.Frame, Picture()) : Wait(source));

    public static (ReadResult Result, Frame? Frame) Wait(ScriptedSource source)
    {
        source.Interrupted.WaitHandle.WaitOne();
        return (ReadResult.Interrupted, null);
    }

    public static (ReadResult Result, Frame? Frame) Lost(ScriptedSource source)
    {
        source.Failure = Gone;
        return (ReadResult.Failed, null);
    }
}
