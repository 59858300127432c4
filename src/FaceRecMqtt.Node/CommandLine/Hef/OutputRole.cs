using System.Globalization;
using FaceRecMqtt.Hailo.Hef;

namespace FaceRecMqtt.Node.CommandLine.Hef;

/// <summary>What an output probably means, from shapes alone: a hint for a reader, no input of the backend.</summary>
internal static class OutputRole
{
    private const int Levels = 3;

    /// <summary>The role of an output; null where the shapes say nothing.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="output">The output.</param>
    public static string? Of(HefGroup group, HefStream output)
    {
        if (group is { Inputs: [_], Outputs: [{ Order: HefOrder.Nc }] })
        {
            return string.Create(CultureInfo.InvariantCulture, $"embedding of {output.Shape.Channels} values");
        }

        return IsScrfd(group)
            ? string.Create(CultureInfo.InvariantCulture, $"{NameOf(output.Shape.Channels)}, stride {group.Inputs[0].Shape.Height / output.Shape.Height}")
            : null;
    }

    // SCRFD has two anchors a cell at three levels: two scores, two boxes of four sides, two times five points of x and y.
    private static bool IsScrfd(HefGroup group) =>
        group.Inputs is [var input]
        && group.Outputs.All(output => output.Shape.Height < input.Shape.Height && input.Shape.Height % output.Shape.Height == 0)
        && group.Outputs.CountBy(output => output.Shape.Channels).All(role => NameOf(role.Key) is not null && role.Value == Levels)
        && group.Outputs.Count is 2 * Levels or 3 * Levels;

    private static string? NameOf(int channels) => channels switch
    {
        2 => "scores",
        8 => "boxes",
        20 => "points",
        _ => null,
    };
}
