using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Where the node keeps what it must not lose.</summary>
internal sealed record DataSection
{
    [Setting("Folder of the gallery, the model packs and the node's identity; made with rights for its owner only. A relative path counts from this file.",
        Example = "/var/lib/facerec", WhenAbsent = "$STATE_DIRECTORY under systemd, /var/lib/facerec for root, else ~/.local/share/facerec")]
    public string? Folder { get; init; }
}
