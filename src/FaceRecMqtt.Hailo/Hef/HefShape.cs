namespace FaceRecMqtt.Hailo.Hef;

/// <summary>Size of a tensor, one frame.</summary>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Channels">Values of a pixel, at least 1.</param>
public readonly record struct HefShape(int Height, int Width, int Channels)
{
    /// <summary>Values of a frame.</summary>
    public long Count => (long)Height * Width * Channels;

    /// <inheritdoc/>
    public override string ToString() => $"{Height}x{Width}x{Channels}";
}
