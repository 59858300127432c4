namespace FaceRecMqtt.Faces.Frames;

/// <summary>One decoded picture with the moment it was captured. Owned by whoever took it last; the owner disposes it.</summary>
/// <remarks>
/// A further reader calls <see cref="Share"/> and disposes what it got; the pixels are released with the last reference.
/// Reading is safe from several threads while each of them holds a reference.
/// </remarks>
public abstract class Frame : IDisposable
{
    private int _references = 1;

    /// <summary>Width, px, as shown (rotation already applied).</summary>
    public abstract int Width { get; }

    /// <summary>Height, px, as shown.</summary>
    public abstract int Height { get; }

    /// <summary>Wall clock when the last byte of the compressed picture had arrived, before decoding.</summary>
    public DateTimeOffset CapturedAt { get; protected set; }

    /// <summary>The same moment as a <see cref="TimeProvider.GetTimestamp"/> value, for ages that a clock change cannot bend.</summary>
    public long CapturedTimestamp { get; protected set; }

    /// <summary>Time spent decoding this picture.</summary>
    public TimeSpan DecodeTime { get; protected set; }

    /// <summary>The brightness plane.</summary>
    public abstract LumaPlane Luma { get; }

    /// <summary>Scales a region of the picture into interleaved 8-bit pixels, with area filtering when it shrinks.</summary>
    /// <param name="region">Region of this frame, px; must lie inside it and not be empty.</param>
    /// <param name="destination">Rows of <paramref name="stride"/> bytes; at least <c>stride · (height − 1) + 3 · width</c> long.</param>
    /// <param name="width">Width of the result, px.</param>
    /// <param name="height">Height of the result, px.</param>
    /// <param name="stride">Distance between rows of the result, bytes, at least <c>3 · width</c>.</param>
    /// <param name="order">Colour order of the result.</param>
    /// <exception cref="ArgumentException">The region leaves the frame or the destination is too short.</exception>
    public abstract void ScaleInto(PixelRect region, Span<byte> destination, int width, int height, int stride, ColorOrder order);

    /// <summary>Copies a region at its own size: <see cref="ScaleInto"/> with the region's width and height, rows without gaps.</summary>
    /// <param name="region">Region of this frame, px; must lie inside it.</param>
    /// <param name="destination">At least <c>3 · width · height</c> bytes.</param>
    /// <param name="order">Colour order of the result.</param>
    public void CropInto(PixelRect region, Span<byte> destination, ColorOrder order) =>
        ScaleInto(region, destination, region.Width, region.Height, 3 * region.Width, order);

    /// <summary>Takes one more reference; the caller disposes what is returned (the same object).</summary>
    /// <exception cref="ObjectDisposedException">The last reference is already gone.</exception>
    public Frame Share()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _references);
            ObjectDisposedException.ThrowIf(seen == 0, this);
        }
        while (Interlocked.CompareExchange(ref _references, seen + 1, seen) != seen);
        return this;
    }

    /// <summary>Gives one reference back.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Release();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a pooled frame usable again with one reference; only for the pool that owns it, after <see cref="Release"/>.</summary>
    protected void Revive() => Volatile.Write(ref _references, 1);

    /// <summary>Returns the pixels to where they came from. Called once, with the last reference.</summary>
    protected abstract void Release();
}
