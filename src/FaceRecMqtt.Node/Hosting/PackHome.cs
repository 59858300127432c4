using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Where a model pack lies: in the data folder, or in the one that came with the program.</summary>
internal static class PackHome
{
    /// <summary>The data folder to open a pack from.</summary>
    /// <param name="configuration">Names both folders.</param>
    /// <param name="pack">The pack.</param>
    /// <returns>The node's own folder unless the pack is missing there and lies in the shipped one.</returns>
    public static string Of(NodeConfiguration configuration, PackEntry pack) =>
        configuration.Data.Shipped is { } shipped && !Has(configuration.DataFolder, pack) && Has(shipped, pack) ? shipped : configuration.DataFolder;

    private static bool Has(string folder, PackEntry pack) => PackStore.Installed(folder).Any(entry => entry.InstalledName == pack.InstalledName);
}
