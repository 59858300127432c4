using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Diagnosis;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.Diagnosis;

[Collection(nameof(Hailo.Simulation.StandIn))]
public sealed class HailoCheckTests : IDisposable
{
    private readonly StandInDevice _standIn = StandInDevice.Load();
    private readonly TemporaryFolder _folder = new();

    public HailoCheckTests()
    {
        Write("sys/bus/pci/devices/0000:01:00.0/vendor", "0x1e60\n");
        Write("sys/bus/pci/devices/0000:00:00.0/vendor", "0x14e4\n");
        Write("sys/module/hailo_pci/version", "4.23.0\n");
        Write("dev/hailo0", "");
        Directory.CreateDirectory(_folder.File("models"));
        StandInHef.Detector(_folder.File("models"), "scrfd_10g");
        StandInHef.Recogniser(_folder.File("models"));
    }

    [Fact]
    public void Whole_way_from_the_bus_to_the_models_is_told()
    {
        var findings = Examine();
        Assert.All(findings, finding => Assert.Equal(Verdict.Ok, finding.Verdict));
        Assert.Equal(
            ["Hailo on PCIe", "Hailo driver", "Hailo node", "Hailo page size", "Hailo device", "Hailo firmware", "detector of npu", "recogniser of npu"],
            findings.Select(finding => finding.Subject));
        Assert.Equal("HAILO8 at 0000:01:00.0, HailoRT 4.23.0, driver 4.23.0", findings[4].Text);
        Assert.EndsWith("arcface_mobilefacenet/fc1 [1,1,512]", findings[7].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_bus_has_a_cure()
    {
        Directory.Delete(_folder.File("sys/bus"), recursive: true);
        Fails("Hailo on PCIe", "the bus shows none", "lspci -d 1e60:");
    }

    [Fact]
    public void Missing_driver_has_a_cure()
    {
        Directory.Delete(_folder.File("sys/module"), recursive: true);
        Fails("Hailo driver", "hailo_pci is not loaded", "sudo modprobe hailo_pci");
    }

    [Fact]
    public void Driver_of_another_version_has_a_cure()
    {
        Write("sys/module/hailo_pci/version", "4.20.0");
        Fails("Hailo device", "The driver is of version 4.20.0, the library of 4.23.0", "sudo apt install hailort=4.23.0");
    }

    [Fact]
    public void Large_pages_have_a_cure_and_the_cure_is_seen()
    {
        Fails("Hailo page size", "16384 bytes", "force_desc_page_size=4096", pageSize: 16384);
        Write("sys/module/hailo_pci/parameters/force_desc_page_size", "4096\n");
        Assert.Equal(Verdict.Ok, Examine(16384).Single(finding => finding.Subject == "Hailo page size").Verdict);
    }

    [Fact]
    public void Firmware_of_another_version_is_warned_of()
    {
        _standIn.Set("fw_version", 1);
        Assert.Equal(Verdict.Warn, Examine().Single(finding => finding.Subject == "Hailo firmware").Verdict);
    }

    [Fact]
    public void Absent_model_has_a_cure()
    {
        File.Delete(_folder.File("models/scrfd_10g.hef"));
        Fails("detector of npu", "has none of scrfd_10g.hef, scrfd_2.5g.hef, scrfd_500m.hef", "`detector_hef`");
    }

    [Fact]
    public void Real_model_for_another_chip_or_damaged_is_refused()
    {
        File.WriteAllText(_folder.File("models/scrfd_10g.hef"), "no model");
        Fails("detector of npu", "cannot read", "Model Zoo");
    }

    public void Dispose()
    {
        _standIn.Dispose();
        _folder.Dispose();
    }

    private void Fails(string subject, string text, string cure, int pageSize = 4096)
    {
        var finding = Examine(pageSize).Single(finding => finding.Subject == subject);
        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
        Assert.Contains(cure, finding.Cure, StringComparison.Ordinal);
    }

    private List<Finding> Examine(int pageSize = 4096) =>
        [.. new HailoCheck(new HailoSystem(_folder.Path), pageSize, _folder.File("models")).Examine([new BackendSection { Name = "npu", Kind = BackendKind.Hailo, Library = StandInDevice.Path }])];

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }
}
