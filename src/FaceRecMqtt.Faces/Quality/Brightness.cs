using FaceRecMqtt.Faces.Alignment;

namespace FaceRecMqtt.Faces.Quality;

/// <summary>How bright a face is.</summary>
public static class Brightness
{
    // The face without the corners of the crop, where hair, background or the black beyond a frame would count.
    private const int First = 20;
    private const int End = AlignedFace.Size - First;

    /// <summary>Mean brightness of the middle of a crop. Allocates nothing.</summary>
    /// <param name="crop">Interleaved RGB, <c>[112, 112, 3]</c>.</param>
    /// <returns>In [0, 1]; weights of red, green and blue as in BT.601.</returns>
    /// <exception cref="ArgumentException">The crop has another size.</exception>
    public static float Of(ReadOnlySpan<byte> crop)
    {
        if (crop.Length != AlignedFace.Bytes)
        {
            throw new ArgumentException($"A crop has {AlignedFace.Bytes} bytes, not {crop.Length}.", nameof(crop));
        }

        long sum = 0;
        for (var y = First; y < End; y++)
        {
            var row = crop.Slice(3 * ((y * AlignedFace.Size) + First), 3 * (End - First));
            for (var i = 0; i < row.Length; i += 3)
            {
                sum += (77 * row[i]) + (150 * row[i + 1]) + (29 * row[i + 2]);
            }
        }

        return (float)sum / (256 * 255 * (End - First) * (End - First));
    }
}
