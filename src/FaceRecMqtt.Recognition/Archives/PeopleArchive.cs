using System.IO.Compression;
using System.Text.Json;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Reads an export. Nothing is unpacked onto the disk, no entry is read but those the list names, and none further than it may be long.</summary>
internal sealed class PeopleArchive : IDisposable
{
    /// <summary>Longest file that is taken.</summary>
    public const long MostBytes = 4L * 1024 * 1024 * 1024;

    private const int LongestList = 64 * 1024 * 1024;
    private const int LongestPicture = 1024 * 1024;
    private const int MostSamples = 1000;
    private const int LongestSource = 200;

    private readonly ZipArchive _zip;

    /// <summary>Opens it and reads the list.</summary>
    /// <param name="file">The file; owned by this from here on, also when this fails.</param>
    /// <exception cref="InvalidDataException">It is no export, or a damaged one.</exception>
    public PeopleArchive(Stream file)
    {
        try
        {
            _zip = new ZipArchive(file, ZipArchiveMode.Read);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        try
        {
            People = Listed();
        }
        catch (Exception fault)
        {
            _zip.Dispose();
            throw fault is JsonException or InvalidOperationException ? new InvalidDataException($"{PeopleDocument.FileName} is not what an export has: {fault.Message}", fault) : fault;
        }
    }

    /// <summary>Everybody in it.</summary>
    public IReadOnlyList<ExportedPerson> People { get; }

    /// <summary>What of a person cannot be used, as the end of a sentence; null when all can.</summary>
    public static string? Problem(ExportedPerson person)
    {
        if (PersonName.Parse(person.Name, out var problem) is null)
        {
            return problem;
        }

        if (person.Threshold is { } threshold && !(threshold > 0 && threshold <= 1))
        {
            return "The threshold is not between 0 and 1.";
        }

        return person.Samples.Count > MostSamples ? $"There are more than {MostSamples} samples."
            : person.Samples.All(sample => sample.Anchor) ? "There is no sample."
            : person.Samples.Any(sample => sample.Source.Length > LongestSource || !float.IsFinite(sample.Quality.Sharpness) || !float.IsFinite(sample.Quality.Detector)
                || !Enum.IsDefined(sample.Quality.Grade)) ? "A sample says something that cannot be."
            : null;
    }

    /// <summary>The pixels of a picture, <c>[112, 112, 3]</c>.</summary>
    /// <exception cref="InvalidDataException">It is missing, too large, or no such picture.</exception>
    public byte[] Crop(ExportedSample sample)
    {
        try
        {
            return PngPicture.Decode(Bytes(sample.File, LongestPicture), AlignedFace.Size, AlignedFace.Size);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{sample.File} cannot be used: {fault.Message}.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private IReadOnlyList<ExportedPerson> Listed()
    {
        var document = JsonSerializer.Deserialize(Bytes(PeopleDocument.FileName, LongestList), PeopleDocumentJson.Default.PeopleDocument);
        if (document?.People.Any(person => person?.Samples.Contains(null!) ?? true) ?? false)
        {
            throw new InvalidDataException($"{PeopleDocument.FileName} has an empty entry");
        }

        return document is { Schema: PeopleDocument.Version }
            ? document.People
            : throw new InvalidDataException($"{PeopleDocument.FileName} is of version {document?.Schema ?? 0}, this program knows {PeopleDocument.Version}");
    }

    private byte[] Bytes(string name, int most)
    {
        if (_zip.GetEntry(name) is not { } entry)
        {
            throw new InvalidDataException($"there is no {name} in it");
        }

        // What the archive says of its lengths is no more than a claim.
        using var packed = entry.Open();
        using var bytes = new MemoryStream();
        var part = new byte[64 * 1024];
        for (var read = packed.Read(part); read > 0; read = packed.Read(part))
        {
            if (bytes.Length + read > most)
            {
                throw new InvalidDataException($"{name} is longer than {most / 1024} KiB");
            }

            bytes.Write(part, 0, read);
        }

        return bytes.ToArray();
    }
}
