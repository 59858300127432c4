using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>What a picture must offer to be learned from.</summary>
internal sealed record EnrolmentSection
{
    [Setting("Narrower faces are refused.", Unit = "px", Min = 16, Max = 1000)]
    public int MinFacePx { get; init; } = 60;

    [Setting("Less sharp faces are refused; 0 is a smear, 1 is crisp.", Min = 0, Max = 1)]
    public float MinSharpness { get; init; } = 0.15f;

    [Setting("Most samples a person has; further ones are refused unless forced.", Unit = "samples", Min = 1, Max = 1000)]
    public int SamplesPerPerson { get; init; } = 20;

    [Setting("Samples learned from a live camera when the command does not say.", Unit = "samples", Min = 1, Max = 50)]
    public int Samples { get; init; } = 5;

    [Setting("How long learning from a live camera may take when the command does not say.", Unit = "s", Min = 1, Max = 600)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
