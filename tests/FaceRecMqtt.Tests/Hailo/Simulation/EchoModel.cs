using FaceRecMqtt.Hailo.Simulation;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

/// <summary>Models that cost nothing to run: number i of an output is input byte i plus i.</summary>
internal static class EchoModel
{
    /// <summary>Bytes of an input frame.</summary>
    public const int InputBytes = 4 * 4 * 3;

    /// <summary>Numbers of an output frame.</summary>
    public const int OutputNumbers = 2 * 2 * 4;

    /// <summary>A model whose outputs stand in the file as given.</summary>
    public static SimulatedModel Make(string group = "echo", params string[] outputs) => new(
        group,
        [new SimulatedLayer($"{group}/in", 4, 4, 3)],
        [.. (outputs is [] ? ["b", "a"] : outputs).Select(name => new SimulatedLayer($"{group}/{name}", 2, 2, 4))]);
}
