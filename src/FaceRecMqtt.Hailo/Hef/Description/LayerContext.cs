namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>What a layer has from its group.</summary>
/// <param name="Network">Full name of its network.</param>
/// <param name="IsOutput">Whether it comes from the device.</param>
/// <param name="IsTransposed">Whether the group swaps height and width.</param>
/// <param name="HasChannelScales">Whether outputs have a scale per channel (extension OUTPUT_SCALE_PER_FEATURE).</param>
internal readonly record struct LayerContext(string Network, bool IsOutput, bool IsTransposed, bool HasChannelScales);
