namespace FaceRecMqtt.Video.Stills;

/// <summary>Largest still pictures that are decoded: 40 megapixels is more than telephones send, and 120 MB of memory.</summary>
/// <param name="MaxPixels">Width × height, px. Default 40,000,000.</param>
/// <param name="MaxSide">Longest side, px. Default 16,384.</param>
public sealed record PictureLimits(long MaxPixels = 40_000_000, int MaxSide = 16_384);
