using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Keeps the last state of the alarms a device tells of. The library calls back on a thread of its own; reading is safe on any.</summary>
internal sealed unsafe class DeviceAlarms : IDisposable
{
    // Errors that the memory corrects by itself are nobody's trouble and not asked for.
    private static readonly NotificationKind[] Kinds =
    [
        NotificationKind.HealthMonitorTemperatureAlarm, NotificationKind.HealthMonitorOvercurrentAlarm, NotificationKind.HealthMonitorClockChangedEvent,
        NotificationKind.LcuEccUncorrectableError, NotificationKind.CpuEccFatal,
    ];

    // Above this a clock is told in Hz, below in MHz; the header does not say which.
    private const uint FewestHz = 1_000_000;

    private readonly SafeHandle _device;
    private readonly DeviceAlarm?[] _alarms = new DeviceAlarm?[Enum.GetValues<DeviceAlarmKind>().Length];
    private GCHandle _self;
    private uint _fullClock;

    /// <summary>Registers for the alarms; a kind the firmware refuses is left out.</summary>
    /// <param name="device">The device; borrowed, and alive until this is disposed.</param>
    internal DeviceAlarms(SafeHandle device)
    {
        _device = device;
        _self = GCHandle.Alloc(this);
        foreach (var kind in Kinds)
        {
            _ = HailoRT.hailo_set_notification_callback(device, &OnNotification, kind, GCHandle.ToIntPtr(_self));
        }
    }

    /// <summary>The alarms that last, worst first; a memory error lasts until the device is opened again.</summary>
    internal IReadOnlyList<DeviceAlarm> Lasting()
    {
        List<DeviceAlarm>? lasting = null;
        for (var kind = 0; kind < _alarms.Length; kind++)
        {
            if (Volatile.Read(ref _alarms[kind]) is { } alarm)
            {
                (lasting ??= []).Add(alarm);
            }
        }

        return lasting ?? (IReadOnlyList<DeviceAlarm>)[];
    }

    /// <summary>Unregisters, then lets go.</summary>
    public void Dispose()
    {
        foreach (var kind in Kinds)
        {
            _ = HailoRT.hailo_remove_notification_callback(_device, kind);
        }

        _self.Free();
    }

    /// <summary>Takes one notification in; never throws.</summary>
    internal void Take(in Notification notification)
    {
        switch (notification.Id)
        {
            case NotificationKind.HealthMonitorTemperatureAlarm:
                var warmer = Math.Max(notification.Temperature.Ts0Temperature, notification.Temperature.Ts1Temperature);
                Note(DeviceAlarmKind.TooWarm, notification.Temperature.TemperatureZone == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"too warm ({warmer:0} °C)"));
                break;
            case NotificationKind.HealthMonitorOvercurrentAlarm:
                Note(DeviceAlarmKind.TooMuchCurrent, notification.Overcurrent.OvercurrentZone == 0 ? null : "too much current");
                break;
            case NotificationKind.HealthMonitorClockChangedEvent:
                var now = notification.Clock.CurrentClock;
                _fullClock = Math.Max(_fullClock, notification.Clock.PreviousClock);
                Note(DeviceAlarmKind.Throttled, now < _fullClock ? string.Create(CultureInfo.InvariantCulture, $"throttled to {Megahertz(now)} of {Megahertz(_fullClock)} MHz") : null);
                break;
            case NotificationKind.LcuEccUncorrectableError or NotificationKind.CpuEccFatal:
                Note(DeviceAlarmKind.MemoryError, "an error in its memory that it could not correct");
                break;
        }
    }

    private static uint Megahertz(uint clock) => clock >= FewestHz ? clock / FewestHz : clock;

    private void Note(DeviceAlarmKind kind, string? text) => Volatile.Write(ref _alarms[(int)kind], text is null ? null : new DeviceAlarm(kind, text));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnNotification(nint device, Notification* notification, nint context)
    {
        if (notification is not null && GCHandle.FromIntPtr(context).Target is DeviceAlarms alarms)
        {
            alarms.Take(in *notification);
        }
    }
}
