using System.Runtime.InteropServices;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;
using FaceRecMqtt.Hailo.Models;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>The device from its opening to its release, with the models put on it. Safe on any thread.</summary>
internal sealed unsafe class DeviceSession : IDisposable
{
    /// <summary>Models nothing uses stay on the device until it is released; more than these are too many.</summary>
    internal const int MostUnused = 4;

    private readonly VDeviceHandle _device;
    private readonly PhysicalDeviceHandle _physical;
    private readonly DeviceAlarms _alarms;
    private int _configured;
    private int _used;
    private volatile bool _isRetired;

    private DeviceSession(VDeviceHandle device, string address, HailoVersion library, HailoVersion? driver)
    {
        _device = device;
        nint physical;
        nuint count = 1;
        HailoRT.hailo_get_physical_devices(device, &physical, &count).ThrowIfFailed("Looking into the Hailo device");
        _physical = new PhysicalDeviceHandle(physical, device);
        Facts = FactReading.Read(_physical, address, library, driver);
        _alarms = new DeviceAlarms(_physical);
    }

    /// <summary>What the device is.</summary>
    internal HailoDeviceFacts Facts { get; }

    /// <summary>Models on the device that nothing uses any more.</summary>
    internal int Unused => Volatile.Read(ref _configured) - Volatile.Read(ref _used);

    /// <summary>Whether it has to be given up: it failed, or too many unused models are on it.</summary>
    internal bool IsRetired => _isRetired || Unused > MostUnused;

    /// <summary>Opens library and device.</summary>
    /// <param name="library">The library's file; null for the usual ones.</param>
    /// <param name="system">What the kernel shows.</param>
    /// <exception cref="BackendException">It cannot be opened; the message says why and what helps.</exception>
    internal static DeviceSession Open(string? library, HailoSystem system)
    {
        VDeviceHandle? device = null;
        try
        {
            var version = HailoLibrary.Open(library);
            (device, var address) = new DeviceOpening(system, version).Open();
            return new DeviceSession(device, address, version, system.DriverVersion);
        }
        catch (HailoException fault)
        {
            device?.Dispose();
            throw DeviceProblem.Lost(fault.Message).ToException(fault);
        }
    }

    /// <summary>Puts a model on the device, beside those already there.</summary>
    /// <param name="hef">The model.</param>
    /// <param name="frames">Most frames under way at once.</param>
    /// <exception cref="HailoException">The library refused.</exception>
    /// <exception cref="BackendException">The HEF does not fit the device or is no model of one input.</exception>
    internal HailoModel Configure(HefFile hef, int frames)
    {
        var group = PutOn(hef);
        Interlocked.Increment(ref _configured);
        var model = new HailoModel(hef.Name, group, frames, () => Interlocked.Decrement(ref _used));
        Interlocked.Increment(ref _used);
        return model;
    }

    /// <summary>Marks it as to be given up.</summary>
    internal void Retire() => _isRetired = true;

    /// <summary>What the device warns of; asks it nothing.</summary>
    internal IReadOnlyList<DeviceAlarm> Alarms => _alarms.Lasting();

    /// <summary>How the device is; takes a few control calls.</summary>
    internal HailoHealth ReadHealth()
    {
        ChipTemperature temperature;
        float? celsius = HailoRT.hailo_get_chip_temperature(_physical, &temperature) is HailoStatus.Success
            ? Math.Max(temperature.Ts0Temperature, temperature.Ts1Temperature)
            : null;
        float power;
        float? watts = Facts.HasPowerSensor
            && HailoRT.hailo_power_measurement(_physical, PowerMeasurement.Auto, PowerMeasurement.Auto, &power) is HailoStatus.Success ? power : null;
        byte isEnabled;
        bool? protects = HailoRT.hailo_get_throttling_state(_physical, &isEnabled) is HailoStatus.Success ? isEnabled != 0 : null;
        var alarms = Alarms;
        return new HailoHealth(Facts, celsius, watts, alarms.Any(alarm => alarm.Kind is not DeviceAlarmKind.MemoryError), protects, alarms, Unused);
    }

    /// <summary>Releases the device; where a call is stuck in it, at that call's end.</summary>
    public void Dispose()
    {
        _alarms.Dispose();
        _physical.Dispose();
        _device.Dispose();
    }

    private NetworkGroupHandle PutOn(HefFile file)
    {
        using var hef = ReadHef(file);
        var parameters = (ConfigureParams*)NativeMemory.AllocZeroed((nuint)sizeof(ConfigureParams));
        try
        {
            HailoRT.hailo_init_configure_params_by_vdevice(hef, _device, parameters).ThrowIfFailed($"Preparing {file.Name}");
            if (parameters->NetworkGroupParamsCount != 1)
            {
                throw new BackendException($"{file.Path} holds {parameters->NetworkGroupParamsCount} models; take a HEF with one.");
            }

            parameters->NetworkGroupParams.Latency = LatencyMeasurement.Measure;
            nint group;
            nuint count = 1;
            var status = HailoRT.hailo_configure_vdevice(_device, hef, parameters, &group, &count);
            return status is HailoStatus.Success ? new NetworkGroupHandle(group, _device) : throw HefProblem.Of(status, file, Facts);
        }
        finally
        {
            NativeMemory.Free(parameters);
        }
    }

    private HefHandle ReadHef(HefFile file)
    {
        try
        {
            return HefHandle.Read(file.Bytes, file.Name);
        }
        catch (HailoException fault)
        {
            throw HefProblem.Of(fault.Status, file, Facts);
        }
    }
}
