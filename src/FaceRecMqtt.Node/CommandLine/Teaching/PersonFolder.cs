namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>One person's pictures in a folder of faces.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Pictures">Paths of the pictures, ordered by name.</param>
internal sealed record PersonFolder(string Name, IReadOnlyList<string> Pictures);
