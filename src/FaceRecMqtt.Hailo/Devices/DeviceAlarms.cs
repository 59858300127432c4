using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Keeps the last state of the alarms a device tells of. The library calls back on a thread of its own.</summary>
internal sealed unsafe class DeviceAlarms : IDisposable
{
    private static readonly NotificationKind[] Kinds =
    [
        NotificationKind.HealthMonitorTemperatureAlarm, NotificationKind.HealthMonitorOvercurrentAlarm, NotificationKind.HealthMonitorClockChangedEvent,
    ];

    private readonly SafeHandle _device;
    private GCHandle _self;
    private volatile string? _temperature;
    private volatile string? _current;
    private volatile string? _clock;
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

    /// <summary>The worst alarm in words; null while all is well.</summary>
    internal string? Text => _temperature ?? _current ?? _clock;

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
                _temperature = notification.Temperature.TemperatureZone == 0
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"too warm ({warmer:0} °C)");
                break;
            case NotificationKind.HealthMonitorOvercurrentAlarm:
                _current = notification.Overcurrent.OvercurrentZone == 0 ? null : "too much current";
                break;
            case NotificationKind.HealthMonitorClockChangedEvent:
                _fullClock = Math.Max(_fullClock, notification.Clock.PreviousClock);
                _clock = notification.Clock.CurrentClock < _fullClock
                    ? string.Create(CultureInfo.InvariantCulture, $"throttled to {notification.Clock.CurrentClock} of {_fullClock} MHz")
                    : null;
                break;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnNotification(nint device, Notification* notification, nint context)
    {
        if (notification is not null && GCHandle.FromIntPtr(context).Target is DeviceAlarms alarms)
        {
            alarms.Take(in *notification);
        }
    }
}
