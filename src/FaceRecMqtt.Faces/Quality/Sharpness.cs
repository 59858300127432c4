using FaceRecMqtt.Faces.Alignment;

namespace FaceRecMqtt.Faces.Quality;

/// <summary>How much fine detail a crop has, whatever its contrast and brightness.</summary>
/// <remarks>
/// Source: Crété-Roffet et al., "The blur effect: perception and estimation with a new no-reference perceptual blur metric", 2007. A crop is blurred
/// once more; what was sharp loses most of the differences between neighbours, what was a smear loses few. It measures detail at the crop's size, not
/// why it lacks: a face of 20 px enlarged to 112 px is as soft as a large one out of focus; <see cref="FaceQuality.FacePx"/> tells the two apart.
/// </remarks>
internal static class Sharpness
{
    // The face without the corners of the crop, where hair, background or the black beyond a frame would speak.
    private const int First = 20;
    private const int End = AlignedFace.Size - First;

    /// <summary>Reach of the second blur to each side, px; a box of 9 px as in the source.</summary>
    private const int Reach = 4;

    // Shares of differences lost that stand for 0 and 1. With them portraits of 150 px measure 0.53 to 0.77 as a crop, 0.22 to 0.4 when shrunk to 20 px,
    // 0.2 to 0.35 blurred by a Gaussian of 2 px, 0 to 0.13 by one of 6 px.
    private const float LossOfSmear = 0.1f;
    private const float LossOfCrisp = 0.8f;

    /// <summary>Measures a crop. Allocates nothing.</summary>
    /// <param name="crop">Interleaved RGB, <c>[112, 112, 3]</c>.</param>
    /// <returns>In [0, 1]; 0 for a smear or a plain surface, 1 is crisp.</returns>
    internal static float Of(ReadOnlySpan<byte> crop)
    {
        Span<byte> luma = stackalloc byte[AlignedFace.Size * AlignedFace.Size];
        for (var i = 0; i < luma.Length; i++)
        {
            var pixel = crop.Slice(3 * i, 3);
            luma[i] = (byte)(((77 * pixel[0]) + (150 * pixel[1]) + (29 * pixel[2]) + 128) >> 8);
        }

        // The softer direction decides: motion blurs one of them only.
        var loss = Math.Min(Loss(luma, 1, AlignedFace.Size), Loss(luma, AlignedFace.Size, 1));
        return Math.Clamp((loss - LossOfSmear) / (LossOfCrisp - LossOfSmear), 0f, 1f);
    }

    /// <summary>Share of the differences between neighbours along a direction that a blur along it takes away, in [0, 1].</summary>
    private static float Loss(ReadOnlySpan<byte> luma, int step, int across)
    {
        const int Box = (2 * Reach) + 1;
        long total = 0, lost = 0;
        for (var line = First; line < End; line++)
        {
            for (var i = First + 1; i < End; i++)
            {
                var at = (line * across) + (i * step);
                var difference = Box * Math.Abs(luma[at] - luma[at - step]);
                // Two neighbours of the blurred line share all but their outermost pixels.
                var blurred = Math.Abs(luma[at + (Reach * step)] - luma[at - ((Reach + 1) * step)]);
                total += difference;
                lost += Math.Max(0, difference - blurred);
            }
        }

        return total == 0 ? 0 : (float)lost / total;
    }
}
