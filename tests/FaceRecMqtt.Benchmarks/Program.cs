using System.Globalization;
using FaceRecMqtt.Benchmarks.Allocation;
using FaceRecMqtt.Benchmarks.Decoding;
using FaceRecMqtt.Benchmarks.Discovery;
using FaceRecMqtt.Benchmarks.Inference;
using FaceRecMqtt.Benchmarks.Live;
using FaceRecMqtt.Benchmarks.Npu;
using FaceRecMqtt.Benchmarks.Recall;

// make bench                       everything
// make bench ONLY=decode,alloc     some; not part of everything: "sources" tells what allocates, "impostors" how similar strangers come
(string Name, Func<Results, Task> Run)[] benchmarks =
[
    ("infer", InferenceBenchmark.RunAsync), // First: its threads must come from ones that opened no session.
    ("decode", DecodeBenchmark.RunAsync),
    ("latency", LatencyBenchmark.RunAsync),
    ("clock", CaptureClock.RunAsync),
    ("memory", MemoryBenchmark.RunAsync),
    ("alloc", AllocationBenchmark.RunAsync),
    ("recall", RecallBenchmark.RunAsync),
    ("npu", NpuBenchmark.RunAsync),
    ("discovery", DiscoveryBenchmark.RunAsync),
];

switch (args)
{
    case ["child-decode", var file, var frames]:
        return await DecodeChild.RunAsync(file, int.Parse(frames, CultureInfo.InvariantCulture));
    case ["sources"]:
        return await AllocationSources.RunAsync();
    case ["impostors"]:
        return ImpostorScores.Run();
}

var wanted = args.SelectMany(argument => argument.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToHashSet();
if (wanted.Except(benchmarks.Select(benchmark => benchmark.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"No benchmark is called '{unknown}'; there are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}.");
    return 2;
}

var results = new Results();
var failed = false;
foreach (var (name, run) in benchmarks)
{
    if (wanted.Count > 0 && !wanted.Contains(name))
    {
        continue;
    }

    var begun = TimeProvider.System.GetTimestamp();
    try
    {
        await run(results);
    }
    catch (Exception fault)
    {
        failed = true;
        Console.Error.WriteLine($"{name} failed: {fault}");
    }

    Console.Error.WriteLine($"{name} took {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s");
}

results.Write(RepositoryRoot.Under("artifacts", "benchmarks.jsonl"));
Console.WriteLine(results.Table());
return failed ? 1 : 0;
