using System.Formats.Tar;
using System.IO.Compression;

namespace FaceRecMqtt.Onnx.Packs.Sources;

/// <summary>Takes named files out of an archive; nothing else of it touches the disk.</summary>
internal static class ArchiveFiles
{
    /// <summary>Largest file taken out of an archive, bytes.</summary>
    public const long MaxFileBytes = 1024L * 1024 * 1024;

    /// <summary>Takes files out of a gzipped tar.</summary>
    /// <exception cref="PackException">The archive is broken, a file is missing or too large.</exception>
    public static async Task FromTarAsync(string archive, IReadOnlyList<WantedFile> wanted, CancellationToken stopping)
    {
        var missing = wanted.ToList();
        try
        {
            await using var file = File.OpenRead(archive);
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            while (missing.Count > 0 && await tar.GetNextEntryAsync(cancellationToken: stopping) is { } entry)
            {
                if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } data } && Take(missing, entry.Name) is { } taken)
                {
                    await CopyAsync(data, entry.Length, taken, stopping);
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Broken(archive, fault);
        }

        Demand(missing, archive);
    }

    /// <summary>Takes files out of a ZIP.</summary>
    /// <exception cref="PackException">The archive is broken, a file is missing or too large.</exception>
    public static async Task FromZipAsync(string archive, IReadOnlyList<WantedFile> wanted, CancellationToken stopping)
    {
        var missing = wanted.ToList();
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(archive, stopping);
            foreach (var entry in zip.Entries)
            {
                if (Take(missing, entry.FullName) is { } taken)
                {
                    await using var data = await entry.OpenAsync(stopping);
                    await CopyAsync(data, entry.Length, taken, stopping);
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw Broken(archive, fault);
        }

        Demand(missing, archive);
    }

    private static WantedFile? Take(List<WantedFile> missing, string entry)
    {
        var index = missing.FindIndex(file => file.Is(entry));
        if (index < 0)
        {
            return null;
        }

        var taken = missing[index];
        missing.RemoveAt(index);
        return taken;
    }

    private static async Task CopyAsync(Stream data, long length, WantedFile file, CancellationToken stopping)
    {
        var name = Path.GetFileName(file.Target);
        if (length > MaxFileBytes)
        {
            throw new PackException(PackFault.Refused, $"{name}: {length} bytes in the archive, at most {MaxFileBytes} are taken");
        }

        await using var target = FileBytes.Create(file.Target);
        await data.CopyToAsync(target, stopping);
        target.Flush(flushToDisk: true);
        if (target.Length != length)
        {
            throw new PackException(PackFault.Refused, $"{name}: the archive is broken: {target.Length} bytes instead of {length}");
        }
    }

    private static void Demand(List<WantedFile> missing, string archive)
    {
        if (missing.Count > 0)
        {
            throw new PackException(PackFault.Missing, $"{missing[0].Path} is not in {Path.GetFileName(archive)}");
        }
    }

    private static PackException Broken(string archive, Exception fault) =>
        new(PackFault.Refused, $"{Path.GetFileName(archive)} is no archive or broken ({fault.Message}); fetch it again", fault);
}
