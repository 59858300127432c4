using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

[Collection(nameof(StandIn))]
public sealed class HandleTests
{
    private const int Cycles = 1000;
    private const int Switches = 100;
    private const int StaleGroups = 4;

    private readonly ulong _misuses;

    public HandleTests()
    {
        StandIn.Require();
        _misuses = StandIn.Misuses();
    }

    [Fact]
    public void A_thousand_cycles_leave_no_handle()
    {
        var model = EchoModel.Make();
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            using var rig = new Rig(model, FormatType.Float32);
            if (cycle % 50 == 0)
            {
                rig.Run(StreamTests.Frame(cycle % 200));
            }
        }

        Assert.Equal(0ul, StandIn.OpenHandles());
        Assert.Equal(_misuses, StandIn.Misuses());
    }

    [Fact]
    public void A_hundred_switches_beside_the_old_model_leave_no_handle()
    {
        for (var done = 0; done < Switches; done += StaleGroups)
        {
            using var device = Rig.OpenDevice();
            for (var n = 0; n < StaleGroups; n++)
            {
                using var old = new Rig(EchoModel.Make($"old{n}"), FormatType.Float32, device: device);
                using var next = new Rig(EchoModel.Make($"new{n}"), FormatType.Float32, device: device);
                old.Run(StreamTests.Frame(1));
                next.Run(StreamTests.Frame(2));
            }

            Assert.Equal((ulong)(2 * StaleGroups), StandIn.OpenHandles("group"));
        }

        Assert.Equal(0ul, StandIn.OpenHandles());
        Assert.Equal(_misuses, StandIn.Misuses());
        Assert.True(StandIn.Switches() >= Switches);
    }

    [Fact]
    public unsafe void A_device_released_before_its_streams_ends_their_waits_and_loses_nothing()
    {
        var model = EchoModel.Make();
        nint device;
        Rig.Check(HailoRT.hailo_create_vdevice(null, &device));
        var owner = new FaceRecMqtt.Hailo.Interop.Handles.VDeviceHandle(device);
        using (var rig = new Rig(model, timeoutMs: uint.MaxValue, device: owner))
        {
            Rig.Check(HailoRT.hailo_release_vdevice(device));
            owner.SetHandleAsInvalid();
            Assert.Equal(HailoStatus.StreamAbort, rig.Write(StreamTests.Frame(1)));
        }

        Assert.Equal(0ul, StandIn.OpenHandles());
        Assert.Equal(_misuses, StandIn.Misuses());
    }

    [Fact]
    public void A_handle_used_after_its_release_is_noticed()
    {
        var rig = new Rig(EchoModel.Make());
        var group = rig.Group.DangerousGetHandle();
        rig.Dispose();
        unsafe
        {
            var shutDown = (delegate* unmanaged<nint, HailoStatus>)StandIn.Export("hailo_shutdown_network_group");
            Assert.Equal(HailoStatus.InvalidArgument, shutDown(group));
        }

        Assert.Equal(_misuses + 1, StandIn.Misuses());
    }
}
