using System.Globalization;
using System.Text.Json;

namespace FaceRecMqtt.Benchmarks.Harness;

/// <summary>The figures of one run: shown as they come, as a table at the end, and kept as JSON lines.</summary>
internal sealed class Results
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly List<Figure> _figures = [];

    /// <summary>Adds a figure.</summary>
    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Console.Error.WriteLine($"  {Line(figure)}");
    }

    /// <summary>The table.</summary>
    public string Table()
    {
        var lines = _figures.Select(Line).ToList();
        var missed = _figures.Count(figure => figure.Passed == false);
        return string.Join('\n', [
            .. lines,
            $"{_figures.Count(figure => figure.Passed == true)} targets met, {missed} missed; {_figures.Count} figures, load average {LoadAverage()}",
        ]);
    }

    /// <summary>Writes one JSON object a line.</summary>
    /// <param name="path">The file; replaced.</param>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, _figures.Select(figure => JsonSerializer.Serialize(figure, Json)));
    }

    private static string Line(Figure figure)
    {
        var target = figure.Target is { } limit ? $"≤ {Number(limit)}" : "";
        var verdict = figure.Passed switch { true => "pass", false => "MISS", null => "" };
        return $"{figure.Benchmark,-8} {figure.What,-78} {Number(figure.Value),10} {figure.Unit,-8} {target,-10} {verdict}".TrimEnd();
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.000", CultureInfo.InvariantCulture);

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}
