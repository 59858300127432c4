using System.Text.Json;
using FaceRecMqtt.Evaluation.Distance;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Node.CommandLine.Evaluating;

/// <summary>Faces of known people in a folder.</summary>
/// <remarks>
/// A folder for each person with portraits of them, one face a picture (the largest counts). A folder with a <c>labels.json</c> holds scenes instead:
/// <c>{"file.jpg": [["person", [left, top, right, bottom]], …]}</c>, px; faces without a label are strangers.
/// </remarks>
/// <param name="Enrolled">Faces to enrol.</param>
/// <param name="Probes">Faces to try.</param>
internal sealed record LabelledFolder(IReadOnlyList<LabelledFace> Enrolled, IReadOnlyList<LabelledFace> Probes)
{
    private const string Labels = "labels.json";
    private const float LeastOverlap = 0.3f;

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="portraits">Portraits of each person to enrol, by name of file; the others are probes.</param>
    /// <param name="faces">Finds faces.</param>
    /// <param name="progress">Told each picture before it is read.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="CommandFailed">A picture or the labels cannot be read, or nobody can be enrolled and tried.</exception>
    public static LabelledFolder Read(string folder, int portraits, PictureFaces faces, Action<string> progress, CancellationToken stopping)
    {
        List<LabelledFace> enrolled = [], probes = [];
        var scenes = new List<string>();
        foreach (var person in Folders(folder))
        {
            if (File.Exists(Path.Combine(person, Labels)))
            {
                scenes.Add(person);
                continue;
            }

            var taken = 0;
            foreach (var file in PictureFaces.Files(person, isDeep: false))
            {
                progress(file);
                if (faces.In(file, stopping) is [var face, ..])
                {
                    (taken++ < portraits ? enrolled : probes).Add(new(Path.GetFileName(person), face.Crop));
                }
            }
        }

        foreach (var scene in scenes)
        {
            probes.AddRange(Scene(scene, faces, progress, stopping));
        }

        return enrolled.Count > 0 && probes.Any(probe => probe.Person is not null)
            ? new(enrolled, probes)
            : throw new CommandFailed(ExitCode.Failed, $"{folder} has nobody with more than {portraits} portraits in which a face is found; make a folder for each person");
    }

    private static List<LabelledFace> Scene(string folder, PictureFaces faces, Action<string> progress, CancellationToken stopping)
    {
        var found = new List<LabelledFace>();
        foreach (var (name, people) in SceneLabels(Path.Combine(folder, Labels)))
        {
            var file = Path.Combine(folder, Path.GetFileName(name));
            progress(file);
            foreach (var face in faces.In(file, stopping))
            {
                var (person, overlap) = people.Select(label => (label.Person, Overlap: label.Box.IntersectionOverUnion(face.Box))).MaxBy(label => label.Overlap);
                found.Add(new(overlap >= LeastOverlap ? person : null, face.Crop));
            }
        }

        return found;
    }

    private static List<(string File, (string Person, FaceBox Box)[] People)> SceneLabels(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. document.RootElement.EnumerateObject().Where(scene => scene.Value.ValueKind is JsonValueKind.Array)
                .Select(scene => (scene.Name, scene.Value.EnumerateArray().Select(Label).ToArray()))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new CommandFailed(ExitCode.Failed, $"{file}: {{\"file.jpg\": [[\"person\", [left, top, right, bottom]]]}} is expected ({fault.Message})");
        }
    }

    private static (string Person, FaceBox Box) Label(JsonElement label)
    {
        var (left, top) = (label[1][0].GetSingle(), label[1][1].GetSingle());
        return (label[0].GetString() ?? "", new(left, top, label[1][2].GetSingle() - left, label[1][3].GetSingle() - top));
    }

    private static List<string> Folders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, $"{folder}: cannot be read ({fault.Message})");
        }
    }
}
