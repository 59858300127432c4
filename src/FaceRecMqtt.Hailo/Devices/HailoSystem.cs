using FaceRecMqtt.Hailo.Interop;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>What the kernel shows of Hailo devices, read from <c>/sys</c>, <c>/dev</c> and <c>/proc</c>; nothing native is called but <c>access</c>.</summary>
/// <param name="root">Where these folders lie; <c>/</c> but in tests.</param>
public sealed class HailoSystem(string root = "/")
{
    private const string Vendor = "0x1e60";

    /// <summary>Addresses of the Hailo devices on the PCIe bus, for example <c>0000:01:00.0</c>.</summary>
    public IReadOnlyList<string> PcieDevices() =>
        [.. Folders("sys/bus/pci/devices").Where(folder => Read(Path.Combine(folder, "vendor")) == Vendor).Select(folder => Path.GetFileName(folder)!).Order()];

    /// <summary>Whether the kernel module <c>hailo_pci</c> is loaded.</summary>
    public bool IsDriverLoaded => Directory.Exists(At("sys/module/hailo_pci"));

    /// <summary>Version of the loaded driver; null where it is not loaded or does not tell.</summary>
    public HailoVersion? DriverVersion => HailoVersion.Parse(Read(At("sys/module/hailo_pci/version")));

    /// <summary>The driver's limit for a page of a descriptor, bytes; 0 means the kernel's own page size; null where it is not told.</summary>
    public int? ForcedPageSize => int.TryParse(Read(At("sys/module/hailo_pci/parameters/force_desc_page_size")), out var size) ? size : null;

    /// <summary>Version of the firmware file the driver loads, as its path; null where it is absent.</summary>
    public string? FirmwareFile => At("lib/firmware/hailo/hailo8_fw.bin") is var path && File.Exists(path) ? path : null;

    /// <summary>Device nodes, for example <c>/dev/hailo0</c>.</summary>
    public IReadOnlyList<string> Nodes() =>
        Directory.Exists(At("dev")) ? [.. Directory.EnumerateFileSystemEntries(At("dev"), "hailo*").Order()] : [];

    /// <summary>Nodes this process may not read and write.</summary>
    public IReadOnlyList<string> ForbiddenNodes() => [.. Nodes().Where(node => !LibC.MayReadAndWrite(node))];

    private string At(string path) => Path.Combine(root, path);

    private string[] Folders(string path) => Directory.Exists(At(path)) ? Directory.GetDirectories(At(path)) : [];

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
