using System.Text.Json;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Onnx.Packs.Manifests;

/// <summary>Reads a pack's <c>manifest.json</c>; models/README.md explains every key.</summary>
public static class ManifestReader
{
    /// <summary>Largest manifest, bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MostFiles = 16;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly string[] PointNames = ["left_eye", "right_eye", "nose", "left_mouth", "right_mouth"];

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="PackException">It has a mistake; the message names file, key and cure.</exception>
    public static PackManifest Read(ReadOnlyMemory<byte> json, string file = "manifest.json")
    {
        if (json.Length > MaxBytes)
        {
            throw new PackException(PackFault.Manifest, $"{file}: larger than {MaxBytes / 1024} KiB; this is no manifest");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(new ManifestObject(file, "", document.RootElement));
        }
        catch (JsonException fault)
        {
            throw new PackException(PackFault.Manifest, $"{file}: no JSON (line {fault.LineNumber + 1}): {FirstSentence(fault.Message)}", fault);
        }
        catch (InvalidOperationException fault)
        {
            // Half of a surrogate pair, which JsonDocument finds only when the text is taken out.
            throw new PackException(PackFault.Manifest, $"{file}: a text holds letters that are no Unicode", fault);
        }
    }

    private static PackManifest Read(ManifestObject root)
    {
        var manifest = new PackManifest
        {
            Name = root.Text("name") is var name && ManifestNames.Pack.IsMatch(name) ? name : throw root.Mistake("name", "use small letters, digits, - and _, at most 64"),
            Title = root.Text("title"),
            Licence = root.Text("licence"),
            NeedsAcceptance = root.Flag("needs_acceptance"),
            Source = root.OptionalObject("source") is { } source ? SourceReader.Read(source) : null,
            Files = [.. root.Objects("files", MostFiles).Select(File)],
            Detector = Detector(root.Object("detector")),
            Landmarks = root.OptionalObject("landmarks") is { } landmarks ? Landmarks(landmarks) : null,
            Recogniser = Recogniser(root.Object("recogniser")),
            SelfTest = root.OptionalObject("self_test") is { } pictures ? SourceReader.ReadPictures(pictures) : null,
        };
        root.Close();
        CheckTogether(root, manifest);
        return manifest;
    }

    private static void CheckTogether(ManifestObject root, PackManifest manifest)
    {
        if (manifest.Detector.Family is DetectorFamily.UltraFace != manifest.Landmarks is not null)
        {
            throw root.Mistake("landmarks", manifest.Landmarks is null
                ? "is missing: an ultraface detector finds no points, so name a landmark model"
                : "leave it out: an scrfd detector finds the points itself");
        }

        string?[] used = [manifest.Detector.File, manifest.Landmarks?.File, manifest.Recogniser.File];
        var names = manifest.Files.Select(file => file.Name).ToList();
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
        {
            throw root.Mistake("files", "two files have the same name");
        }

        if (used.FirstOrDefault(file => file is not null && !names.Contains(file)) is { } unlisted)
        {
            throw root.Mistake("files", $"{unlisted} is used but not listed; add {{ \"name\": \"{unlisted}\" }}");
        }

        if (names.FirstOrDefault(name => !used.Contains(name)) is { } unused)
        {
            throw root.Mistake("files", $"{unused} is listed but neither detector, landmarks nor recogniser; leave it out");
        }

        if (manifest.Source is PackSource.Url { Address.AbsolutePath: var path } && names.Count > 1 && !path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            throw root.Mistake("source.url", "has to be a .zip archive when there are several files");
        }
    }

    private static PackFile File(ManifestObject file)
    {
        var name = FileName(file, "name");
        var path = file.OptionalText("path");
        if (path is not null && !ManifestNames.PathInArchive.IsMatch(path))
        {
            throw file.Mistake("path", "has to be a path inside the source's archive, without ..");
        }

        var read = new PackFile(name, SourceReader.Sha512(file)) { Sha256 = SourceReader.Sha256(file), PathInSource = path };
        file.Close();
        return read;
    }

    private static string FileName(ManifestObject place, string key) =>
        place.Text(key) is var name && ManifestNames.File.IsMatch(name) && name.EndsWith(".onnx", StringComparison.Ordinal)
            ? name
            : throw place.Mistake(key, "has to be the name of an .onnx file in the manifest's own folder: letters, digits, . _ -, no path");

    private static DetectorManifest Detector(ManifestObject detector)
    {
        var family = detector.Text("family") switch
        {
            "scrfd" => DetectorFamily.Scrfd,
            "ultraface" => DetectorFamily.UltraFace,
            _ => throw detector.Mistake("family", "has to be scrfd or ultraface"),
        };
        var read = new DetectorManifest(FileName(detector, "file"), family, InputReader.Color(detector.Object("input")))
        {
            AnySize = detector.Flag("any_size"),
            SmallestFacePx = detector.Number("smallest_face_px", 1, 1000),
            MinScore = detector.Number("min_score", 0.05f, 0.95f, absent: 0.6f),
            MaxOverlap = detector.Number("max_overlap", 0.05f, 0.95f, absent: 0.4f),
        };
        if (read.AnySize && (read.Input.Width % 32 != 0 || read.Input.Height % 32 != 0))
        {
            throw detector.Mistake("input", "width and height have to be multiples of 32 when any_size is true");
        }

        detector.Close();
        return read;
    }

    private static LandmarkManifest Landmarks(ManifestObject landmarks)
    {
        var points = landmarks.Object("points");
        var read = new LandmarkManifest(
            FileName(landmarks, "file"), InputReader.Any(landmarks.Object("input")), [.. PointNames.Select(name => points.Integers(name, 0, 1023, 64))]);
        points.Close();
        landmarks.Close();
        return read;
    }

    private static RecogniserManifest Recogniser(ManifestObject recogniser)
    {
        var gate = recogniser.Object("pre_norm");
        var read = new RecogniserManifest(
            FileName(recogniser, "file"),
            InputReader.Face(recogniser.Object("input")),
            (int)recogniser.Integer("length", 16, 4096),
            new PreNormGate(gate.Number("low", 0, 1e6f), gate.Number("high", 0, 1e6f)),
            recogniser.Number("threshold", -1, 1),
            recogniser.Number("margin", 0, 2));
        if (read.Gate.High < read.Gate.Low)
        {
            throw gate.Mistake("high", "is below low; equal values make a hard gate");
        }

        gate.Close();
        recogniser.Close();
        return read;
    }

    // System.Text.Json adds its own positions behind the first sentence.
    private static string FirstSentence(string text) => text.Split(". ")[0].Split(" LineNumber")[0].TrimEnd('.');
}
