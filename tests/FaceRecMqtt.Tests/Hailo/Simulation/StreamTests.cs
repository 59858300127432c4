using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

[Collection(nameof(StandIn))]
public sealed class StreamTests
{
    private const uint ShortMs = 60;

    public StreamTests() => StandIn.Require();

    [Fact]
    public void Params_and_streams_are_alphabetical_whatever_the_order_of_the_file_or_the_call()
    {
        using var rig = new Rig(EchoModel.Make("g", "conv43", "conv42", "conv44"), reverseOutputs: true);
        Assert.Equal(["g/conv42", "g/conv43", "g/conv44"], rig.ParameterNames);
        Assert.Equal(["g/conv42", "g/conv43", "g/conv44"], rig.OutputStreams.Select(rig.NameOf));
    }

    [Fact]
    public void Each_frame_gives_its_own_outputs_in_order()
    {
        using var rig = new Rig(EchoModel.Make(), FormatType.Float32);
        for (var n = 0; n < 50; n++)
        {
            var outputs = rig.Run(Frame(n));
            Assert.All(outputs.Values, numbers => Assert.Equal([.. Enumerable.Range(n, EchoModel.OutputNumbers).Select(value => (float)value)], numbers));
        }

        Assert.Equal(50ul, StandIn.Inferences("echo"));
    }

    [Fact]
    public void Writes_wait_for_room_and_time_out()
    {
        using var rig = new Rig(EchoModel.Make(), timeoutMs: ShortMs);
        var written = 0;
        while (rig.Write(Frame(written)) is HailoStatus.Success)
        {
            written++;
        }

        // Two results wait to be read, two frames in the queue.
        Assert.Equal(4, written);
        Assert.Equal(HailoStatus.Timeout, rig.Write(Frame(0)));
    }

    [Fact]
    public void An_output_that_nobody_reads_stops_the_others()
    {
        using var rig = new Rig(EchoModel.Make(), timeoutMs: ShortMs);
        var (read, unread) = (rig.Output("echo/a"), rig.Output("echo/b"));
        var numbers = new byte[EchoModel.OutputNumbers];
        for (var n = 0; n < 2; n++)
        {
            Rig.Check(rig.Write(Frame(n)));
            Rig.Check(rig.Read(read, numbers.AsSpan()));
        }

        Rig.Check(rig.Write(Frame(2)));
        Assert.Equal(HailoStatus.Timeout, rig.Read(read, numbers.AsSpan()));
        Rig.Check(rig.Read(unread, numbers.AsSpan()));
        Rig.Check(rig.Read(read, numbers.AsSpan()));
        Assert.Equal(2, numbers[0]);
    }

    [Fact]
    public void Frames_of_a_wrong_size_are_refused()
    {
        using var rig = new Rig(EchoModel.Make(), FormatType.Float32);
        Assert.Equal(HailoStatus.InvalidArgument, rig.Write(new byte[EchoModel.InputBytes - 1]));
        Assert.Equal(HailoStatus.InvalidArgument, rig.Read(rig.OutputStreams[0], new byte[EchoModel.OutputNumbers].AsSpan()));
    }

    [Fact]
    public void A_late_frame_answers_the_next_read()
    {
        StandIn.Set("slow", 5 * ShortMs);
        using var rig = new Rig(EchoModel.Make("echo", "a"), timeoutMs: ShortMs);
        var numbers = new byte[EchoModel.OutputNumbers];
        Rig.Check(rig.Write(Frame(7)));
        Assert.Equal(HailoStatus.Timeout, rig.Read(rig.OutputStreams[0], numbers.AsSpan()));
        HailoStatus status;
        while ((status = rig.Read(rig.OutputStreams[0], numbers.AsSpan())) is HailoStatus.Timeout)
        {
        }

        Rig.Check(status);
        Assert.Equal(7, numbers[0]);
    }

    [Fact]
    public void A_shut_down_group_answers_abort_at_once_and_for_ever()
    {
        using var rig = new Rig(EchoModel.Make(), timeoutMs: uint.MaxValue);
        Rig.Check(HailoRT.hailo_shutdown_network_group(rig.Group));
        Assert.Equal(HailoStatus.StreamAbort, rig.Write(Frame(0)));
        Assert.Equal(HailoStatus.StreamAbort, rig.Read(rig.OutputStreams[0], new byte[EchoModel.OutputNumbers].AsSpan()));
    }

    [Fact]
    public unsafe void The_scheduler_refuses_what_hailort_refuses()
    {
        using var rig = new Rig(EchoModel.Make());
        var group = rig.Group.DangerousGetHandle();
        var setPriority = (delegate* unmanaged<nint, byte, byte*, HailoStatus>)StandIn.Export("hailo_set_scheduler_priority");
        var activate = (delegate* unmanaged<nint, nint, nint*, HailoStatus>)StandIn.Export("hailo_activate_network_group");
        nint activated;
        Assert.Equal(HailoStatus.Success, setPriority(group, 31, null));
        Assert.Equal(HailoStatus.InvalidArgument, setPriority(group, 32, null));
        Assert.Equal(HailoStatus.InvalidOperation, activate(group, 0, &activated));
        fixed (byte* own = "echo/echo\0"u8, other = "echo/other\0"u8)
        {
            Assert.Equal(HailoStatus.Success, setPriority(group, 16, own));
            Assert.Equal(HailoStatus.NotImplemented, setPriority(group, 16, other));
        }
    }

    internal static byte[] Frame(int n) => [.. Enumerable.Repeat((byte)n, EchoModel.InputBytes)];
}
