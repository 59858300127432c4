namespace FaceRecMqtt.Hailo.Hef;

/// <summary>A network group: what is configured on a device as one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Networks">Full names of its networks, such as <c>scrfd_2_5g/scrfd_2_5g</c>.</param>
/// <param name="Inputs">Inputs in the file's order.</param>
/// <param name="Outputs">Outputs in the order HailoRT lists them; without the steps of <see cref="HostSteps"/>.</param>
/// <param name="ContextCount">Contexts; above 1 the model does not fit the chip at once and its parts take turns.</param>
/// <param name="BottleneckFps">Frames per second the compiler expects of the slowest layer; null where it did not say.</param>
/// <param name="HostSteps">Names of the steps that HailoRT computes on the host behind the outputs, such as non-maximum suppression.</param>
public sealed record HefGroup(
    string Name,
    IReadOnlyList<string> Networks,
    IReadOnlyList<HefStream> Inputs,
    IReadOnlyList<HefStream> Outputs,
    int ContextCount,
    double? BottleneckFps,
    IReadOnlyList<string> HostSteps);
