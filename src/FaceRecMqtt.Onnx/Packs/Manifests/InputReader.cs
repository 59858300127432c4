namespace FaceRecMqtt.Onnx.Packs.Manifests;

/// <summary>Reads what a model's input is made of.</summary>
internal static class InputReader
{
    private const int FaceSize = 112;

    /// <summary>Any input.</summary>
    /// <exception cref="PackException">It has a mistake.</exception>
    public static InputFormat Any(ManifestObject input)
    {
        var color = input.Text("color") switch
        {
            "rgb" => InputColor.Rgb,
            "bgr" => InputColor.Bgr,
            "grey" => InputColor.Grey,
            _ => throw input.Mistake("color", "has to be rgb, bgr or grey"),
        };
        // Published models divide by 1 to 256; what lies outside turned out to be a factor written as a divisor.
        var read = new InputFormat(
            (int)input.Integer("width", 16, 2048),
            (int)input.Integer("height", 16, 2048),
            color,
            input.Number("mean", 0, 255),
            1 / input.Number("std", 1, 1024));
        input.Close();
        return read;
    }

    /// <summary>An input of three planes.</summary>
    /// <exception cref="PackException">It has a mistake.</exception>
    public static InputFormat Color(ManifestObject input) =>
        Any(input) is { Color: not InputColor.Grey } read ? read : throw input.Mistake("color", "has to be rgb or bgr");

    /// <summary>An aligned face.</summary>
    /// <exception cref="PackException">It has a mistake.</exception>
    public static InputFormat Face(ManifestObject input) => Color(input) is { Width: FaceSize, Height: FaceSize } read
        ? read
        : throw input.Mistake("width", $"faces are aligned to {FaceSize} × {FaceSize} px; a recogniser of another size cannot be used");
}
