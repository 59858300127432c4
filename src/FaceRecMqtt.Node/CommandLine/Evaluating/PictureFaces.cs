using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Node.CommandLine.Evaluating;

/// <summary>Finds and aligns the faces of picture files.</summary>
/// <param name="backend">Finds; its thread is the caller's.</param>
/// <param name="time">Stamps the frames.</param>
internal sealed class PictureFaces(OnnxBackend backend, TimeProvider time)
{
    private const float SmallestFacePx = 30;
    private const long MostBytes = 20 * 1024 * 1024;
    private static readonly string[] Endings = [".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp"];
    private readonly FaceAligner _aligner = new();

    /// <summary>The picture files of a folder, by name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isDeep">Whether folders in it are looked into.</param>
    /// <exception cref="CommandFailed">It cannot be read.</exception>
    public static IReadOnlyList<string> Files(string folder, bool isDeep)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*", isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
                .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, $"{folder}: cannot be read ({fault.Message})");
        }
    }

    /// <summary>The faces of a picture, largest first; a picture of exactly 112 × 112 px is taken for an aligned crop itself.</summary>
    /// <param name="file">The picture file.</param>
    /// <param name="stopping">Ends the search.</param>
    /// <exception cref="CommandFailed">The picture cannot be read.</exception>
    public IReadOnlyList<FoundFace> In(string file, CancellationToken stopping)
    {
        try
        {
            using var frame = Decoded(file);
            return frame is { Width: AlignedFace.Size, Height: AlignedFace.Size } ? [Whole(frame)] : Found(frame, stopping);
        }
        catch (BackendException fault)
        {
            throw new CommandFailed(ExitCode.Failed, $"{file}: {fault.Message}");
        }
    }

    /// <summary>A whole picture; the caller disposes it.</summary>
    /// <param name="file">The picture file.</param>
    /// <exception cref="CommandFailed">It cannot be read.</exception>
    public PictureFrame Decoded(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MostBytes)
            {
                throw new CommandFailed(ExitCode.Failed, $"{file}: larger than {MostBytes / 1024 / 1024} MB; shrink the picture");
            }

            return PictureDecoder.Decode(File.ReadAllBytes(file), time) switch
            {
                PictureResult.Decoded decoded => decoded.Frame,
                PictureResult.Refused refused => throw new CommandFailed(ExitCode.Failed, $"{file}: {refused.Text}"),
                var other => throw new CommandFailed(ExitCode.Failed, $"{file}: cannot be decoded ({other})"),
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, $"{file}: cannot be read ({fault.Message})");
        }
    }

    private static FoundFace Whole(Frame frame)
    {
        var crop = new byte[AlignedFace.Bytes];
        frame.CropInto(new PixelRect(0, 0, frame.Width, frame.Height), crop, ColorOrder.Rgb);
        return new(new(0, 0, frame.Width, frame.Height), crop);
    }

    private List<FoundFace> Found(Frame frame, CancellationToken stopping)
    {
        var faces = new List<FoundFace>();
        foreach (var face in PictureSearch.Find(backend, frame, SmallestFacePx, backend.MinimumScore, stopping).OrderByDescending(face => face.Box.Width * face.Box.Height))
        {
            var crop = new byte[AlignedFace.Bytes];
            if (_aligner.TryAlign(frame, face.Landmarks, crop))
            {
                faces.Add(new(face.Box, crop));
            }
        }

        return faces;
    }
}
