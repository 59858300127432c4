using System.Diagnostics;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Node.Health;

/// <summary>Says every 30 s, and when something breaks or heals, how the node is.</summary>
internal sealed class HealthMonitor(
    HealthProblems problems,
    MqttNode mqtt,
    Outbox outbox,
    CameraReports reports,
    CameraSet cameras,
    InferenceTimings timings,
    DecisionAges ages,
    TimeProvider time,
    NpuHealth npu,
    SecondLookHealth looks)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    // Something that breaks or heals is told within this time.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly long _started = time.GetTimestamp();
    private TimeSpan _processor = ProcessorTime();
    private long _measured = time.GetTimestamp();

    /// <summary>Publishes until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        var published = time.GetTimestamp();
        try
        {
            var told = await PublishAsync(stopping);
            while (await timer.WaitForNextTickAsync(stopping))
            {
                npu.TellAlarms();
                if (time.GetElapsedTime(published) >= Period || !problems.Now().SequenceEqual(told))
                {
                    published = time.GetTimestamp();
                    told = await PublishAsync(stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task<IReadOnlyList<HealthProblem>> PublishAsync(CancellationToken stopping)
    {
        var chip = await npu.ReadAsync(stopping);
        var found = problems.Now();
        var waiting = outbox.Counts;
        mqtt.Node.Health(new HealthReport
        {
            Status = problems.Judge(found),
            Problems = found,
            MemoryMb = Environment.WorkingSet / 1e6,
            CpuPercent = ProcessorPercent(),
            UptimeS = (long)time.GetElapsedTime(_started).TotalSeconds,
            Queues = new Dictionary<string, long>
            {
                ["outbox_states"] = waiting.States,
                ["outbox_events"] = waiting.Events,
                ["reports"] = reports.Count,
                ["commands"] = mqtt.PendingCommands,
            },
            Drops = new Dictionary<string, long>
            {
                ["frames"] = cameras.All.Sum(camera => camera.Source.Slot.Dropped),
                ["reports"] = reports.Dropped,
                ["outbox_events"] = waiting.DroppedEvents,
                ["outbox_other"] = waiting.DroppedOther,
                ["refused"] = waiting.Refused,
            },
            InferenceMs = timings.Medians().ToDictionary(backend => backend.Key, backend => new InferenceTimes(backend.Value.Detect, backend.Value.Embed)),
            Embedded = timings.Embedded(),
            SecondLooks = looks.Read(),
            LatencyMs = ages.Median(),
            Npu = chip,
        });
        return found;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private double ProcessorPercent()
    {
        var (used, now) = (ProcessorTime(), time.GetTimestamp());
        var elapsed = time.GetElapsedTime(_measured, now).TotalSeconds;
        var percent = elapsed > 0 ? 100 * (used - _processor).TotalSeconds / elapsed : 0;
        (_processor, _measured) = (used, now);
        return percent;
    }
}
