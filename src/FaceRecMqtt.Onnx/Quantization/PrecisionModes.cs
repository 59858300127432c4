namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Precision modes as they are typed.</summary>
public static class PrecisionModes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<PrecisionMode>().Select(Name)];

    /// <summary>The mode as it is typed, for example <c>a8_w8</c>.</summary>
    public static string Name(PrecisionMode mode) => mode switch
    {
        PrecisionMode.A8W8 => "a8_w8",
        PrecisionMode.A8W4 => "a8_w4",
        PrecisionMode.A16W16 => "a16_w16",
        _ => "selective",
    };

    /// <summary>The mode of a name; null where there is none.</summary>
    public static PrecisionMode? Find(string name) => Names.Contains(name) ? Enum.GetValues<PrecisionMode>().First(mode => Name(mode) == name) : null;
}
