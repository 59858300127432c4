using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Mqtt.Payloads;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Health;

/// <summary>Asks the NPU how it is, on another thread and for a second at most: a stuck device may not answer at all.</summary>
/// <param name="time">Clock.</param>
/// <param name="logger">Told of alarms.</param>
internal sealed class NpuHealth(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private Func<NpuReport?> _ask = () => null;
    private Func<IReadOnlyList<DeviceAlarm>> _alarms = () => [];
    private Task<NpuReport?> _reading = Task.FromResult<NpuReport?>(null);
    private IReadOnlyList<DeviceAlarm> _told = [];

    /// <summary>What the NPU warns of, worst first; asks it nothing. Safe on any thread.</summary>
    public IReadOnlyList<DeviceAlarm> Alarms => Volatile.Read(ref _alarms)();

    /// <summary>Asks through this backend from now on; all share the device, so the newest will do.</summary>
    /// <param name="backend">What was opened; not owned.</param>
    /// <returns>The same backend.</returns>
    public HailoBackend Watch(HailoBackend backend)
    {
        Watch(() => Read(backend));
        Watch(() => backend.Device.Alarms);
        return backend;
    }

    /// <summary>Asks this from now on.</summary>
    /// <param name="ask">May block; called by one thread at a time.</param>
    internal void Watch(Func<NpuReport?> ask) => Volatile.Write(ref _ask, ask);

    /// <summary>Takes what it warns of from here.</summary>
    internal void Watch(Func<IReadOnlyList<DeviceAlarm>> alarms) => Volatile.Write(ref _alarms, alarms);

    /// <summary>Logs alarms that came and went since the last call. One thread at a time.</summary>
    public void TellAlarms()
    {
        var now = Alarms;
        foreach (var alarm in now.Except(_told))
        {
            Log.Alarm(logger, alarm.Text);
        }

        foreach (var alarm in _told.Where(before => now.All(alarm => alarm.Kind != before.Kind)))
        {
            Log.AlarmOver(logger, alarm.Text);
        }

        _told = now;
    }

    /// <summary>How the NPU is; called by one thread at a time. A question without an answer is not asked a second time.</summary>
    /// <param name="stopping">Ends the waiting.</param>
    /// <returns>Null where none is open, and where it does not answer in time.</returns>
    public async Task<NpuReport?> ReadAsync(CancellationToken stopping)
    {
        if (_reading.IsCompleted)
        {
            _reading = Task.Run(Volatile.Read(ref _ask), CancellationToken.None);
        }

        try
        {
            return await _reading.WaitAsync(Patience, time, stopping);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static NpuReport? Read(HailoBackend backend)
    {
        if (backend.Device.ReadHealth() is not { Facts: var facts } health)
        {
            return null;
        }

        var latency = backend.LatencyMilliseconds();
        return new NpuReport(
            facts.Board,
            facts.Architecture,
            facts.Firmware.ToString(),
            facts.Driver?.ToString(),
            facts.Library.ToString(),
            health.TemperatureC,
            health.PowerW,
            health.IsThrottled,
            latency.Detector + latency.Recogniser);
    }
}
