using FaceRecMqtt.Hailo;
using FaceRecMqtt.Mqtt.Payloads;

namespace FaceRecMqtt.Node.Health;

/// <summary>Asks the NPU how it is, on another thread and for a second at most: a stuck device may not answer at all.</summary>
/// <param name="time">Clock.</param>
internal sealed class NpuHealth(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private Func<NpuReport?> _ask = () => null;
    private Task<NpuReport?> _reading = Task.FromResult<NpuReport?>(null);

    /// <summary>Asks through this backend from now on; all share the device, so the newest will do.</summary>
    /// <param name="backend">What was opened; not owned.</param>
    /// <returns>The same backend.</returns>
    public HailoBackend Watch(HailoBackend backend)
    {
        Watch(() => Read(backend));
        return backend;
    }

    /// <summary>Asks this from now on.</summary>
    /// <param name="ask">May block; called by one thread at a time.</param>
    internal void Watch(Func<NpuReport?> ask) => Volatile.Write(ref _ask, ask);

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
