using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Hailo.Hef;
using FaceRecMqtt.Hailo.Models;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether a Hailo NPU is in the machine and, where a backend wants it, whether everything from the bus to the models fits.</summary>
/// <param name="system">What the kernel shows.</param>
/// <param name="pageSize">Size of a memory page, bytes.</param>
/// <param name="modelFolder">Where models are looked for that are not named.</param>
internal sealed class HailoCheck(HailoSystem system, int pageSize, string modelFolder = HefSearch.UsualFolder)
{
    /// <summary>The largest page the device's transfers can be described in, bytes.</summary>
    private const int LargestPage = 4096;

    /// <summary>Follows the way from the bus to the models; later steps are left out where an earlier one makes them pointless.</summary>
    /// <param name="backends">The configured backends.</param>
    public IEnumerable<Finding> Examine(IReadOnlyList<BackendSection> backends)
    {
        var hailo = backends.Where(backend => backend.Kind is BackendKind.Hailo).ToList();
        if (hailo.Count == 0)
        {
            var nodes = system.Nodes();
            yield return Finding.Ok("Hailo NPU", nodes.Count == 0
                ? "none; not used in this configuration"
                : $"{string.Join(", ", nodes)} is there, but not used in this configuration");
            yield break;
        }

        yield return Bus();
        yield return Driver();
        yield return Node();
        yield return PageSize();
        foreach (var library in hailo.Select(backend => backend.Library).Distinct())
        {
            var (finding, facts) = Device(library);
            yield return finding;
            if (facts is null)
            {
                continue;
            }

            yield return Firmware(facts);
            foreach (var backend in hailo.Where(backend => backend.Library == library))
            {
                yield return Model($"detector of {backend.Name}", () => HefSearch.Detector(backend.DetectorHef, modelFolder), facts);
                yield return Model($"recogniser of {backend.Name}", () => HefSearch.Recogniser(backend.RecogniserHef, modelFolder), facts);
            }
        }
    }

    private Finding Bus() => system.PcieDevices() is { Count: > 0 } devices
        ? Finding.Ok("Hailo on PCIe", string.Join(", ", devices))
        : Finding.Fail(
            "Hailo on PCIe",
            "the bus shows none",
            "seat the module; on a Raspberry Pi put dtparam=pciex1 into /boot/firmware/config.txt and restart; `lspci -d 1e60:` must list it");

    private Finding Driver() => system.IsDriverLoaded
        ? Finding.Ok("Hailo driver", system.DriverVersion?.ToString() ?? "loaded; it does not tell its version")
        : Finding.Fail("Hailo driver", "hailo_pci is not loaded", "sudo apt install hailo-all && sudo modprobe hailo_pci; then see `dmesg | grep hailo`");

    private Finding Node()
    {
        var nodes = system.Nodes();
        return nodes.Count == 0
            ? Finding.Fail("Hailo node", "there is no /dev/hailo*", "sudo modprobe hailo_pci; in a container pass --device /dev/hailo0")
            : system.ForbiddenNodes() is [var node, ..]
                ? Finding.Fail(
                    "Hailo node",
                    $"this user may not open {node}",
                    "echo 'SUBSYSTEM==\"hailo_chardev\", MODE=\"0666\"' | sudo tee /etc/udev/rules.d/51-hailo-udev.rules && sudo udevadm control --reload && sudo udevadm trigger")
                : Finding.Ok("Hailo node", string.Join(", ", nodes));
    }

    private Finding PageSize() => pageSize <= LargestPage || system.ForcedPageSize is > 0 and <= LargestPage
        ? Finding.Ok("Hailo page size", pageSize <= LargestPage ? $"{pageSize} bytes" : $"{pageSize} bytes, {system.ForcedPageSize} for the driver")
        : Finding.Fail(
            "Hailo page size",
            $"the kernel's pages have {pageSize} bytes, the device takes {LargestPage} at most, so no model can be put on it",
            "echo 'options hailo_pci force_desc_page_size=4096' | sudo tee /etc/modprobe.d/hailo_pci.conf, then restart");

    private (Finding Finding, HailoDeviceFacts? Facts) Device(string? library)
    {
        const string Subject = "Hailo device";
        try
        {
            var facts = DeviceProbe.Identify(library, system);
            return (Finding.Ok(Subject, $"{facts.Architecture} at {facts.Address}, HailoRT {facts.Library}, driver {facts.Driver?.ToString() ?? "unknown"}"), facts);
        }
        catch (BackendException fault)
        {
            var (text, cure) = Sentences.Split(fault.Message);
            return (Finding.Fail(Subject, text, cure), null);
        }
    }

    private Finding Firmware(HailoDeviceFacts facts) => facts.FirmwareFits
        ? Finding.Ok("Hailo firmware", facts.Firmware.ToString())
        : Finding.Warn(
            "Hailo firmware",
            $"{facts.Firmware} does not fit HailoRT {facts.Library}; temperature and power may be refused",
            system.FirmwareFile is null
                ? "sudo apt install --reinstall hailofw, then switch the machine off and on (/lib/firmware/hailo/hailo8_fw.bin is missing)"
                : $"sudo apt install hailofw={facts.Library}, then switch the machine off and on");

    // The library does not tell what a HEF was compiled for and with before it is put on the device; our own reader does.
    private static (bool IsRefused, string Text, string? Cure)? Mismatch(string file, HailoDeviceFacts facts)
    {
        try
        {
            var hef = HefFacts.Read(file);
            var refusal = hef.Architecture.RefusalOn(facts.Architecture == "HAILO8L" ? HailoChip.Hailo8L : HailoChip.Hailo8);
            var (text, cure) = Sentences.Split(refusal ?? CompilerMatch.DoubtAbout(hef, facts.Library) ?? "");
            return text.Length == 0 ? null : (refusal is not null, text, cure);
        }
        catch (HefException)
        {
            return null; // The library reads it, so it decides.
        }
    }

    private static Finding Model(string subject, Func<string> path, HailoDeviceFacts facts)
    {
        try
        {
            var file = path();
            var streams = DeviceProbe.ReadHef(file, facts);
            return Mismatch(file, facts) is not { } mismatch
                ? Finding.Ok(subject, $"{file}: {streams}")
                : mismatch.IsRefused ? Finding.Fail(subject, $"{file}: {mismatch.Text}", mismatch.Cure) : Finding.Warn(subject, $"{file}: {mismatch.Text}", mismatch.Cure);
        }
        catch (BackendException fault)
        {
            var (text, cure) = Sentences.Split(fault.Message);
            return Finding.Fail(subject, text, cure);
        }
    }
}
