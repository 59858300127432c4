using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>Gate and threshold of 8-bit recognisers as they were measured on a Hailo-8 in the field; the file's name tells which it is.</summary>
/// <remarks>
/// ResNet-50: nothing matched at a pre_norm of 9 to 10 or below, everything above in a walking test. MobileFaceNet: nothing below 5, everything from 7.
/// Thresholds: same person 0.28 to 0.67 close by, different people below 0.30.
/// </remarks>
internal static class RecogniserDefaults
{
    private const float Margin = 0.08f;
    private const float Resnet = 0.30f;
    private const float MobileFaceNet = 0.25f;
    private static readonly PreNormGate ResnetGate = new(9f, 9f);
    private static readonly PreNormGate MobileFaceNetGate = new(5f, 7f);

    /// <summary>The recogniser's facts.</summary>
    /// <param name="hef">Its file.</param>
    /// <param name="length">Values of an embedding.</param>
    /// <param name="options">What the configuration says.</param>
    internal static EmbeddingModel Of(HefFile hef, int length, HailoBackendOptions options)
    {
        var isResnet = hef.Name.Contains("r50", StringComparison.OrdinalIgnoreCase);
        var usual = isResnet ? ResnetGate : MobileFaceNetGate;
        var low = options.PreNormLow ?? Math.Min(usual.Low, options.PreNormHigh ?? usual.Low);
        return new EmbeddingModel(
            hef.Name,
            hef.Hash,
            length,
            new PreNormGate(low, options.PreNormHigh ?? Math.Max(usual.High, low)),
            options.Threshold ?? (isResnet ? Resnet : MobileFaceNet),
            options.Margin ?? Margin);
    }
}
