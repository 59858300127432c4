using FaceRecMqtt.Onnx.Packs.Sources;

namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>Brings a pack's published files together and checks each by name.</summary>
/// <param name="entry">The pack.</param>
/// <param name="request">Where a person wants them from, and whether the licence is accepted.</param>
/// <param name="places">Folders of this installation.</param>
/// <param name="files">Sources.</param>
internal sealed class Gathering(PackEntry entry, InstallRequest request, InstallPlaces places, PublishedFiles files)
{
    private readonly InstalledRecord? _before = InstalledRecord.Read(places.Target);

    /// <summary>Gathers the files.</summary>
    /// <param name="notes">Receives what a person should know.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>SHA-512 of each file by its name.</returns>
    /// <exception cref="PackException">A file cannot be had or is not the one that is stated.</exception>
    public async Task<Dictionary<string, string>> RunAsync(List<string> notes, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        var wanted = new List<WantedFile>();
        foreach (var file in entry.Manifest.Files)
        {
            var target = Path.Combine(places.Published, file.Name);
            if (Local(file) is { } local)
            {
                progress?.Report(new("copying", file.Name));
                await FileBytes.CopyAsync(local, target, stopping);
            }
            else
            {
                wanted.Add(new(file.PathInSource ?? file.Name, target));
            }
        }

        if (wanted.Count > 0)
        {
            await FetchAsync(wanted, progress, stopping);
        }

        return entry.Manifest.Files.ToDictionary(file => file.Name, file => Check(file, notes), StringComparer.Ordinal);
    }

    private string? Local(PackFile file)
    {
        if (request.From is { } from)
        {
            // The last two are how InsightFace lays its own packs out.
            string[] folders = [from, Path.Combine(from, entry.Manifest.Name), Path.Combine(from, "models", entry.Manifest.Name)];
            return folders.Select(folder => Path.Combine(folder, file.Name)).FirstOrDefault(File.Exists)
                ?? throw new PackException(PackFault.Missing, $"{file.Name} is not in {from}");
        }

        if (entry.Folder is { } own && File.Exists(Path.Combine(own, file.Name)))
        {
            return Path.Combine(own, file.Name);
        }

        var kept = Path.Combine(places.Target, PackFolder.PublishedName, file.Name);
        return File.Exists(kept) && FileHash.Sha512(kept) is var hash
            && (file.Sha512 ?? Pinned(file)) == hash && (file.Sha256 is null || file.Sha256 == FileHash.Sha256(kept)) ? kept : null;
    }

    private string? Pinned(PackFile file) => _before?.Files.GetValueOrDefault(file.Name)?.PublishedSha512;

    private async Task FetchAsync(List<WantedFile> wanted, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        var source = entry.Manifest.Source
            ?? throw new PackException(PackFault.Missing, $"{wanted[0].Path} is not in {entry.Folder}, and the manifest names no source");
        var isStated = source is { Sha512: not null } or PackSource.Url { Sha256: not null } || entry.Manifest.Files.All(file => file is { Sha512: not null } or { Sha256: not null });
        if (!isStated && !request.AcceptLicence)
        {
            throw new PackException(
                PackFault.Licence, $"{entry.CalledName}: no hash of its files is known, so the first ones that come are trusted and noted; agree with --accept-licence");
        }

        await files.FetchAsync(source, wanted, places.Work, places.Downloads, progress, stopping);
    }

    private string Check(PackFile file, List<string> notes)
    {
        var path = Path.Combine(places.Published, file.Name);
        if (file is { Sha512: null, Sha256: null })
        {
            var hash = FileHash.Check(path, file.Name, Pinned(file), sha256: null);
            notes.Add($"{file.Name}: the manifest states no hash; its SHA-512 was noted and is demanded from now on: {hash}");
            return hash;
        }

        return FileHash.Check(path, file.Name, file.Sha512, file.Sha256);
    }
}
