using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

[Collection(nameof(StandIn))]
public sealed class FaultTests
{
    public FaultTests() => StandIn.Require();

    [Theory]
    [InlineData("absent", HailoStatus.OutOfPhysicalDevices, HailoStatus.InvalidArgument)]
    [InlineData("busy", HailoStatus.OutOfPhysicalDevices, HailoStatus.DeviceInUse)]
    [InlineData("permission", HailoStatus.DriverOperationFailed, HailoStatus.DriverOperationFailed)]
    [InlineData("driver_version", HailoStatus.InvalidDriverVersion, HailoStatus.InvalidDriverVersion)]
    internal void A_device_that_cannot_be_opened_says_why(string fault, HailoStatus withoutId, HailoStatus withId)
    {
        StandIn.Set(fault, 1);
        Assert.Equal(withoutId, Rig.TryOpenDevice(byId: false));
        Assert.Equal(withId, Rig.TryOpenDevice(byId: true));
        StandIn.Set(fault, 0);
        Assert.Equal(HailoStatus.Success, Rig.TryOpenDevice(byId: true));
        Assert.Equal(0ul, StandIn.OpenHandles());
    }

    [Fact]
    public void A_second_user_in_the_same_process_finds_the_device_taken()
    {
        using var first = Rig.OpenDevice();
        Assert.Equal(HailoStatus.OutOfPhysicalDevices, Rig.TryOpenDevice(byId: false));
        Assert.Equal(HailoStatus.DeviceInUse, Rig.TryOpenDevice(byId: true));
    }

    [Fact]
    public unsafe void A_scan_finds_one_device_unless_it_is_absent()
    {
        DeviceId id;
        nuint count = 1;
        Rig.Check(HailoRT.hailo_scan_devices(0, &id, &count));
        Assert.Equal((nuint)1, count);
        Assert.Equal("0000:01:00.0", CharsText.Of(id.Id));
        StandIn.Set("absent", 1);
        Rig.Check(HailoRT.hailo_scan_devices(0, &id, &count));
        Assert.Equal((nuint)0, count);
    }

    [Theory]
    [InlineData("page_size", 1, HailoStatus.InternalFailure)]
    [InlineData("max_groups", 0, HailoStatus.OutOfFwMemory)]
    [InlineData("architecture", 2, HailoStatus.HefNotCompatibleWithDevice)]
    internal void A_model_that_cannot_be_put_on_the_device_says_why(string fault, double value, HailoStatus status)
    {
        StandIn.Set(fault, value);
        using var device = Rig.OpenDevice();
        using var hef = Rig.OpenHef(EchoModel.Make().ToBytes());
        Assert.Equal(status, Rig.TryConfigure(device, hef));
        Assert.Equal(0ul, StandIn.OpenHandles("group"));
    }

    [Fact]
    public void A_model_for_the_8l_runs_on_both_devices()
    {
        var bytes = (EchoModel.Make() with { IsForHailo8L = true }).ToBytes();
        foreach (var architecture in new[] { 1, 2 })
        {
            StandIn.Set("architecture", architecture);
            using var device = Rig.OpenDevice();
            using var hef = Rig.OpenHef(bytes);
            Rig.Check(Rig.TryConfigure(device, hef));
        }
    }

    [Theory]
    [InlineData("stuck", HailoStatus.Timeout)]
    [InlineData("driver_timeout", HailoStatus.DriverTimeout)]
    [InlineData("closed", HailoStatus.CommunicationClosed)]
    [InlineData("abort", HailoStatus.StreamAbort)]
    internal void A_device_that_fails_under_way_stays_so_until_it_is_opened_anew(string fault, HailoStatus status)
    {
        StandIn.Set("after", 2);
        StandIn.Set(fault, 1);
        var numbers = new byte[EchoModel.OutputNumbers];
        using (var rig = new Rig(EchoModel.Make("echo", "a"), timeoutMs: 100))
        {
            for (var n = 0; n < 2; n++)
            {
                Rig.Check(rig.Write(StreamTests.Frame(n)));
                Rig.Check(rig.Read(rig.OutputStreams[0], numbers.AsSpan()));
            }

            Rig.Check(rig.Write(StreamTests.Frame(2)));
            Assert.Equal(status, rig.Read(rig.OutputStreams[0], numbers.AsSpan()));
            Assert.Equal(status, rig.Read(rig.OutputStreams[0], numbers.AsSpan()));
        }

        using var anew = new Rig(EchoModel.Make("echo", "a"));
        for (var n = 0; n < 5; n++)
        {
            Rig.Check(anew.Write(StreamTests.Frame(n)));
            Rig.Check(anew.Read(anew.OutputStreams[0], numbers.AsSpan()));
        }
    }

    [Fact]
    public unsafe void Firmware_of_another_version_answers_only_who_it_is()
    {
        StandIn.Set("fw_version", 1);
        nint opened;
        Rig.Check(HailoRT.hailo_create_device_by_id(null, &opened));
        using var device = new ControlDeviceHandle(opened);
        DeviceIdentity identity;
        Rig.Check(HailoRT.hailo_identify(device, &identity));
        ChipTemperature temperature;
        Assert.Equal(HailoStatus.UnsupportedFwVersion, HailoRT.hailo_get_chip_temperature(device, &temperature));
    }

    [Fact]
    public unsafe void A_throttled_device_is_hot_and_its_clock_is_slow()
    {
        nint opened;
        Rig.Check(HailoRT.hailo_create_device_by_id(null, &opened));
        using var device = new ControlDeviceHandle(opened);
        ExtendedInformation information;
        ChipTemperature temperature;
        Rig.Check(HailoRT.hailo_get_extended_device_information(device, &information));
        Rig.Check(HailoRT.hailo_get_chip_temperature(device, &temperature));
        Assert.Equal(400_000_000u, information.NeuralNetworkCoreClockRate);
        Assert.InRange(temperature.Ts0Temperature, 45, 60);
        StandIn.Set("throttle", 1);
        Rig.Check(HailoRT.hailo_get_extended_device_information(device, &information));
        Rig.Check(HailoRT.hailo_get_chip_temperature(device, &temperature));
        Assert.Equal(100_000_000u, information.NeuralNetworkCoreClockRate);
        Assert.InRange(temperature.Ts0Temperature, 100, 120);
    }

    [Fact]
    public unsafe void Power_is_told_only_by_boards_that_measure_it()
    {
        nint opened;
        Rig.Check(HailoRT.hailo_create_device_by_id(null, &opened));
        using var device = new ControlDeviceHandle(opened);
        float watts;
        Assert.Equal(HailoStatus.UnsupportedOpcode, HailoRT.hailo_power_measurement(device, PowerMeasurement.Auto, PowerMeasurement.Auto, &watts));
        StandIn.Set("power", 2.5);
        Rig.Check(HailoRT.hailo_power_measurement(device, PowerMeasurement.Auto, PowerMeasurement.Auto, &watts));
        Assert.Equal(2.5f, watts);
    }

    [Fact]
    public void A_control_file_disturbs_and_heals_a_running_device()
    {
        try
        {
            File.WriteAllText(StandIn.FaultFile, "# for a test\nbusy 1\n");
            Await(HailoStatus.OutOfPhysicalDevices);
            File.WriteAllText(StandIn.FaultFile, "permission=1\n");
            Await(HailoStatus.DriverOperationFailed);
        }
        finally
        {
            File.Delete(StandIn.FaultFile);
        }

        Await(HailoStatus.Success);
    }

    // The file is looked at every 50 ms; a test that never sees the change runs into its time limit.
    private static void Await(HailoStatus status) =>
        Assert.True(SpinWait.SpinUntil(() => Rig.TryOpenDevice(byId: false) == status, TimeSpan.FromSeconds(10)), $"{status} did not come");
}
