using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Onnx.Packs.Sources;

namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>Puts one pack together in a folder of its own; nothing installed is touched.</summary>
/// <param name="entry">The pack.</param>
/// <param name="request">How.</param>
/// <param name="places">Folders.</param>
/// <param name="files">Sources.</param>
/// <param name="seams">For the self-test; null for none.</param>
/// <param name="time">Clock.</param>
internal sealed class Installation(
    PackEntry entry, InstallRequest request, InstallPlaces places, PublishedFiles files, SelfTestSeams? seams, TimeProvider time)
{
    private readonly List<string> _notes = [];

    /// <summary>Fills <see cref="InstallPlaces.Staging"/>.</summary>
    /// <exception cref="PackException">Something is not as it has to be.</exception>
    public async Task BuildAsync(IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        FileBytes.CreateFolder(places.Staging);
        FileBytes.CreateFolder(places.Published);
        var published = await new Gathering(entry, request, places, files).RunAsync(_notes, progress, stopping);
        foreach (var (file, format) in Models(entry.Manifest))
        {
            stopping.ThrowIfCancellationRequested();
            progress?.Report(new("rewriting", file));
            if (RewrittenFile.Write(Path.Combine(places.Published, file), Path.Combine(places.Staging, file), format) is { } note)
            {
                _notes.Add(note);
            }
        }

        var pack = new InstalledPack(entry.Manifest, places.Staging, published, SelfTest: null);
        var step = new SelfTestStep(entry, places, files, seams);
        var reference = await step.RunAsync(pack, _notes, progress, stopping);
        if (reference is not null)
        {
            await DemandReproductionAsync(pack, reference, stopping);
        }

        FileBytes.Write(Path.Combine(places.Staging, PackFolder.ManifestName), entry.Json.Span);
        new InstalledRecord
        {
            RewriteVersion = InstallRewrite.Version,
            InstalledAt = time.GetUtcNow(),
            ManifestSha512 = FileHash.Sha512(entry.Json.Span),
            Files = published.ToDictionary(file => file.Key, file => new InstalledFile(file.Value, FileHash.Sha512(pack.PathOf(file.Key))), StringComparer.Ordinal),
            SelfTestSha512 = reference is null ? null : SelfTestFile.Write(Path.Combine(places.Staging, PackFolder.SelfTestName), reference),
            LacksPictures = step.LacksPictures,
            Notes = _notes,
        }.Write(places.Staging);
    }

    private async Task DemandReproductionAsync(InstalledPack pack, SelfTestReference reference, CancellationToken stopping)
    {
        var recogniser = pack.Manifest.Recogniser;
        if (!ReferenceMaking.IsReproduced(pack.PathOf(recogniser.File), recogniser.Input, reference))
        {
            await FileBytes.CopyAsync(Path.Combine(places.Published, recogniser.File), pack.PathOf(recogniser.File), stopping);
            _notes.Add($"{recogniser.File}: its rewritten copy embedded the self-test's face differently, so it is used as published, which is slower");
        }
    }

    // A file that serves two purposes is rewritten once.
    private static IEnumerable<(string File, InputFormat Format)> Models(PackManifest manifest)
    {
        (string, InputFormat)[] models = manifest.Landmarks is { } landmarks
            ? [(manifest.Detector.File, manifest.Detector.Input), (landmarks.File, landmarks.Input), (manifest.Recogniser.File, manifest.Recogniser.Input)]
            : [(manifest.Detector.File, manifest.Detector.Input), (manifest.Recogniser.File, manifest.Recogniser.Input)];
        return models.DistinctBy(model => model.Item1);
    }
}
