namespace FaceRecMqtt.Hailo.Hef;

/// <summary>Turns the device's integers into values: (q − zero point) · scale.</summary>
/// <param name="ZeroPoint">The integer that means 0; that of the first channel where they differ.</param>
/// <param name="Scale">Value of one step, above 0; that of the first channel where they differ.</param>
/// <param name="Lowest">Lowest value the calibration kept.</param>
/// <param name="Highest">Highest value the calibration kept.</param>
/// <param name="Channels">Zero point and scale of each channel where the device has its own for each; else empty.</param>
public sealed record HefQuantization(float ZeroPoint, float Scale, float Lowest, float Highest, IReadOnlyList<(float ZeroPoint, float Scale)> Channels);
