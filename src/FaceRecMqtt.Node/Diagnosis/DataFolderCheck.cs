using System.Globalization;
using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether the data folder can be used and has room.</summary>
internal static class DataFolderCheck
{
    private const long LittleRoom = 500L * 1024 * 1024;
    private const long NoRoom = 50L * 1024 * 1024;

    /// <summary>Looks at the folder; makes it where it is missing, as the node would.</summary>
    public static Finding Look(string folder)
    {
        if (DataFolder.Prepare(folder) is { } problem)
        {
            return Finding.Fail("data folder", problem);
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{folder}, for its owner only, {free / 1e9:0.0} GB free");
        const string Cure = "make room, or set data.folder to another disk";
        return free < NoRoom ? Finding.Fail("data folder", text, Cure)
            : free < LittleRoom ? Finding.Warn("data folder", text, Cure)
            : Finding.Ok("data folder", text);
    }
}
