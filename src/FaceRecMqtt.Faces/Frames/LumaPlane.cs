namespace FaceRecMqtt.Faces.Frames;

/// <summary>The brightness plane of a frame, borrowed from it: valid until the frame is disposed.</summary>
/// <param name="pixels">Rows of <paramref name="stride"/> bytes, the first <paramref name="width"/> of each are pixels.</param>
/// <param name="width">Width, px.</param>
/// <param name="height">Height, px.</param>
/// <param name="stride">Distance between rows, bytes.</param>
public readonly ref struct LumaPlane(ReadOnlySpan<byte> pixels, int width, int height, int stride)
{
    private readonly ReadOnlySpan<byte> _pixels = pixels;

    /// <summary>Width, px.</summary>
    public int Width { get; } = width;

    /// <summary>Height, px.</summary>
    public int Height { get; } = height;

    /// <summary>One row, <see cref="Width"/> bytes.</summary>
    /// <param name="y">Row, 0 at the top.</param>
    public ReadOnlySpan<byte> Row(int y) => _pixels.Slice(y * stride, Width);
}
