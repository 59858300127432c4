using System.Globalization;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Hef;

/// <summary>What an installed HailoRT reads in the same HEF. It needs no device for that, and its C functions do not tell architecture or compiler.</summary>
public static class LibraryOpinion
{
    // One more than HailoRT allows (HAILO_MAX_STREAMS_COUNT), several of a multiplexed stream included.
    private const int MostStreams = 256;

    /// <summary>Lets HailoRT read a HEF too and compares.</summary>
    /// <param name="path">The file.</param>
    /// <param name="facts">What this program read.</param>
    /// <param name="library">The library's file; null for the usual names.</param>
    /// <returns>Whether HailoRT was asked and agrees, as a clause without its end.</returns>
    public static string Of(string path, HefFacts facts, string? library = null)
    {
        HailoVersion version;
        try
        {
            version = HailoLibrary.Open(library);
        }
        catch (BackendException fault)
        {
            return $"HailoRT was not asked: {fault.Message}";
        }

        try
        {
            var difference = facts.Groups.SelectMany(group => Differences(group, StreamsOf(path, group.Name))).FirstOrDefault();
            return difference is null ? $"HailoRT {version} reads the same" : $"HailoRT {version} differs: {difference}";
        }
        catch (Exception fault) when (fault is HailoException or IOException or UnauthorizedAccessException)
        {
            return $"HailoRT {version} refuses the file: {fault.Message}";
        }
    }

    /// <summary>What differs between a group as this program and as HailoRT read it. Outputs that HailoRT computes itself on the host are left out.</summary>
    /// <param name="group">The group.</param>
    /// <param name="theirs">Inputs and outputs by HailoRT.</param>
    internal static IEnumerable<string> Differences(HefGroup group, IReadOnlyList<VStreamInfo> theirs)
    {
        var byName = theirs.DistinctBy(NameOf).ToDictionary(NameOf);
        foreach (var ours in group.Inputs.Concat(group.Outputs))
        {
            if (!byName.TryGetValue(ours.Name, out var other))
            {
                if (group.HostSteps.Count == 0)
                {
                    yield return $"it has no {ours.Name}";
                }

                continue;
            }

            var shape = new HefShape((int)other.Shape.Height, (int)other.Shape.Width, (int)other.Shape.Features);
            if (ours.FrameBytes is not null && shape != ours.Shape)
            {
                yield return $"{ours.Name} has the shape {shape}";
            }

            if (ours.Quantization is { Channels.Count: 0 } numbers && (numbers.ZeroPoint, numbers.Scale) != (other.QuantInfo.QpZp, other.QuantInfo.QpScale))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{ours.Name} has zero point {other.QuantInfo.QpZp}, scale {other.QuantInfo.QpScale:G9}");
            }
        }
    }

    private static string NameOf(VStreamInfo info) => CharsText.Of(info.Name);

    private static unsafe VStreamInfo[] StreamsOf(string path, string group)
    {
        using var hef = HefHandle.Read(File.ReadAllBytes(path), path);
        var infos = new VStreamInfo[MostStreams];
        nuint count = MostStreams;
        var name = System.Text.Encoding.UTF8.GetBytes(group + "\0");
        fixed (VStreamInfo* first = infos)
        fixed (byte* text = name)
        {
            HailoRT.hailo_hef_get_all_vstream_infos(hef, text, first, &count).ThrowIfFailed($"Reading the inputs and outputs of {group}");
        }

        return infos[..(int)Math.Min(count, MostStreams)];
    }
}
