namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether a Hailo NPU is in the machine.</summary>
internal static class HailoCheck
{
    /// <summary>Looks for the device's node.</summary>
    /// <param name="deviceFolder">Where device nodes are.</param>
    public static Finding Look(string deviceFolder = "/dev")
    {
        var nodes = Directory.Exists(deviceFolder) ? Directory.GetFiles(deviceFolder, "hailo*") : [];
        return Finding.Ok("Hailo NPU", nodes.Length == 0
            ? "none; not used in this configuration"
            : $"{string.Join(", ", nodes.Order())} is there, but not used in this configuration");
    }
}
