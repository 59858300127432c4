using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Where the node keeps what it must not lose.</summary>
internal sealed record DataSection
{
    [Setting("Folder of the gallery, the model packs and the node's identity; made with rights for its owner only. A relative path counts from this file.",
        Example = "/var/lib/facerec", WhenAbsent = "$STATE_DIRECTORY under systemd, /var/lib/facerec for root, else ~/.local/share/facerec")]
    public string? Folder { get; init; }

    [Setting("Data folder that came with the program, such as an image's: model packs that are not installed in folder are used from there. It is only read.",
        Example = "/usr/share/facerec", WhenAbsent = "none")]
    public string? Shipped { get; init; }
}
