using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace FaceRecMqtt.Benchmarks.Allocation;

/// <summary>What the running node allocates, by type and stack: a sample about every 100 kB. Not a figure; for finding causes.</summary>
internal static class AllocationSources
{
    private const int Cameras = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Prints the sampled types of a minute's run.</summary>
    public static async Task<int> RunAsync()
    {
        await using var node = new RunningNode(await SteadyClip.MakeAsync(), Cameras);
        await node.LookedAsync(1000, Patience);
        var (before, looked) = (GC.GetTotalAllocatedBytes(true), node.Looked);
        using var ticks = new Ticks();
        await node.LookedAsync(looked + 5000, Patience);
        Console.WriteLine($"{GC.GetTotalAllocatedBytes(true) - before} B over {node.Looked - looked} frames");
        foreach (var (source, count) in ticks.Seen.OrderByDescending(entry => entry.Value))
        {
            Console.WriteLine($"{count,5}  {source}");
        }

        return 0;
    }

    private sealed class Ticks : EventListener
    {
        private const EventKeywords Gc = (EventKeywords)1;

        public ConcurrentDictionary<string, int> Seen { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            {
                EnableEvents(eventSource, EventLevel.Verbose, Gc);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName is { } name && name.StartsWith("GCAllocationTick", StringComparison.Ordinal))
            {
                var type = Convert.ToString(eventData.Payload![eventData.PayloadNames!.IndexOf("TypeName")], CultureInfo.InvariantCulture);
                var frames = new StackTrace().GetFrames().Select(frame => frame.GetMethod()).OfType<System.Reflection.MethodBase>()
                    .Select(method => $"{method.DeclaringType?.Name}.{method.Name}")
                    .SkipWhile(text => text.Contains("Event", StringComparison.Ordinal)).Take(5);
                Seen.AddOrUpdate($"{type}  ← {string.Join(" ← ", frames)}", 1, (_, count) => count + 1);
            }
        }
    }
}
