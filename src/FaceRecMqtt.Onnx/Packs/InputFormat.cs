namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Colour order of a model's input.</summary>
public enum InputColor
{
    /// <summary>Three planes: red, green, blue.</summary>
    Rgb,

    /// <summary>Three planes: blue, green, red.</summary>
    Bgr,

    /// <summary>One plane: brightness.</summary>
    Grey,
}

/// <summary>What a model's input is made of; a value x of 0 to 255 becomes <c>(x − Mean) · Scale</c>.</summary>
/// <param name="Width">Width, px; the detector's usual width where it takes any size.</param>
/// <param name="Height">Height, px; the detector's usual height where it takes any size.</param>
/// <param name="Color">Colour order.</param>
/// <param name="Mean">Subtracted first, in 0 to 255.</param>
/// <param name="Scale">Multiplied then.</param>
public sealed record InputFormat(int Width, int Height, InputColor Color, float Mean, float Scale);
