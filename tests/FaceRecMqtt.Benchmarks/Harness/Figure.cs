namespace FaceRecMqtt.Benchmarks.Harness;

/// <summary>One measured figure.</summary>
/// <param name="Benchmark">Name of the benchmark it belongs to.</param>
/// <param name="What">What was measured, and against what.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit; <c>×</c> for a ratio.</param>
/// <param name="Target">Largest value that is wanted; null where none was set.</param>
internal sealed record Figure(string Benchmark, string What, double Value, string Unit, double? Target = null)
{
    /// <summary>Whether the target is met; null where none was set.</summary>
    public bool? Passed => Target is { } target ? Value <= target : null;
}
