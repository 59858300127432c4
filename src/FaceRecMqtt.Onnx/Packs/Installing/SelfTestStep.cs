using FaceRecMqtt.Onnx.Packs.Sources;

namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>Gives a pack that is being installed its self-test reference; without one it installs all the same, and says so.</summary>
/// <param name="entry">The pack.</param>
/// <param name="places">Folders of this installation.</param>
/// <param name="files">Sources of the pictures.</param>
/// <param name="seams">Decoding and finding faces; null where this program has neither.</param>
internal sealed class SelfTestStep(PackEntry entry, InstallPlaces places, PublishedFiles files, SelfTestSeams? seams)
{
    /// <summary>Whether the pictures could not be fetched.</summary>
    public bool LacksPictures { get; private set; }

    /// <summary>Makes the reference, or takes over the one of the same recogniser that was installed before.</summary>
    /// <param name="pack">The pack as it will be installed.</param>
    /// <param name="notes">Receives why there is none.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>The reference; null where there is none.</returns>
    /// <exception cref="PackException">The recogniser cannot be used.</exception>
    public async Task<SelfTestReference?> RunAsync(InstalledPack pack, List<string> notes, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        if (Before(pack) is { } before)
        {
            return before;
        }

        var (reference, problem) = await MakeAsync(pack, progress, stopping);
        if (problem is not null)
        {
            notes.Add($"no self-test at the start of the program: {problem}");
        }

        return reference;
    }

    private SelfTestReference? Before(InstalledPack pack)
    {
        var recogniser = pack.Manifest.Recogniser;
        return InstalledRecord.Read(places.Target) is { SelfTestSha512: { } hash } record
            && record.Files.GetValueOrDefault(recogniser.File)?.PublishedSha512 == pack.PublishedHashes[recogniser.File]
            && SelfTestFile.Read(Path.Combine(places.Target, PackFolder.SelfTestName), hash, recogniser.Length) is { } reference
            // A manifest that now states another input needs another embedding of the same face.
            && ReferenceMaking.IsReproduced(Path.Combine(places.Published, recogniser.File), recogniser.Input, reference)
            ? reference
            : null;
    }

    private async Task<(SelfTestReference? Reference, string? Problem)> MakeAsync(InstalledPack pack, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        if (seams is null || pack.Manifest.SelfTest is not { } selfTest)
        {
            return (null, "the manifest names no pictures (self_test)");
        }

        IReadOnlyList<string> pictures;
        try
        {
            pictures = await PicturesAsync(selfTest, progress, stopping);
        }
        catch (PackException fault) when (selfTest.Source is not null)
        {
            LacksPictures = fault.Fault is PackFault.Unreachable;
            return (null, $"its pictures cannot be had: {fault.Message}");
        }

        progress?.Report(new("looking for a face", "self-test"));
        return new ReferenceMaking(seams).Make(pack, Path.Combine(places.Published, pack.Manifest.Recogniser.File), pictures, stopping);
    }

    private async Task<IReadOnlyList<string>> PicturesAsync(SelfTestPictures selfTest, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        if (selfTest.Source is not { } source)
        {
            return [.. selfTest.Pictures.Select(picture => Path.Combine(entry.Folder ?? "", picture))];
        }

        FileBytes.CreateFolder(places.PictureWork);
        List<WantedFile> wanted = [.. selfTest.Pictures.Select((picture, index) => new WantedFile(picture, Path.Combine(places.PictureWork, $"{index}")))];
        await files.FetchAsync(source, wanted, Path.Combine(places.PictureWork, "work"), places.Downloads, progress, stopping);
        return [.. wanted.Select(picture => picture.Target)];
    }
}
