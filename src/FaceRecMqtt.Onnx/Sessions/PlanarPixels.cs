using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>Interleaved bytes to planes of floats: a value x becomes <c>(x − mean) · scale</c>.</summary>
internal static class PlanarPixels
{
    private const int Lane = 16;

    /// <summary>Spreads pixels of three bytes over three planes.</summary>
    /// <param name="pixels">Interleaved, three bytes a pixel.</param>
    /// <param name="first">Receives the first bytes; one float a pixel.</param>
    /// <param name="second">Receives the second bytes.</param>
    /// <param name="third">Receives the third bytes.</param>
    /// <param name="mean">Subtracted first.</param>
    /// <param name="scale">Multiplied then.</param>
    internal static void Spread(ReadOnlySpan<byte> pixels, Span<float> first, Span<float> second, Span<float> third, float mean, float scale)
    {
        var count = pixels.Length / 3;
        var at = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(pixels);
            for (; at <= count - Lane; at += Lane)
            {
                var a = Vector128.LoadUnsafe(ref source, (nuint)(3 * at));
                var b = Vector128.LoadUnsafe(ref source, (nuint)((3 * at) + Lane));
                var c = Vector128.LoadUnsafe(ref source, (nuint)((3 * at) + (2 * Lane)));
                Store(Every0(a, b, c), first[at..], mean, scale);
                Store(Every1(a, b, c), second[at..], mean, scale);
                Store(Every2(a, b, c), third[at..], mean, scale);
            }
        }

        for (; at < count; at++)
        {
            first[at] = (pixels[3 * at] - mean) * scale;
            second[at] = (pixels[(3 * at) + 1] - mean) * scale;
            third[at] = (pixels[(3 * at) + 2] - mean) * scale;
        }
    }

    /// <summary>Brightness of interleaved RGB in one plane (ITU-R BT.601 weights, as OpenCV's <c>RGB2GRAY</c>), not rounded to whole values.</summary>
    /// <param name="rgb">Interleaved RGB.</param>
    /// <param name="plane">Receives one float a pixel.</param>
    /// <param name="mean">Subtracted from the brightness of 0 to 255.</param>
    /// <param name="scale">Multiplied then.</param>
    internal static void Grey(ReadOnlySpan<byte> rgb, Span<float> plane, float mean, float scale)
    {
        for (var i = 0; i < rgb.Length / 3; i++)
        {
            var brightness = (0.299f * rgb[3 * i]) + (0.587f * rgb[(3 * i) + 1]) + (0.114f * rgb[(3 * i) + 2]);
            plane[i] = (brightness - mean) * scale;
        }
    }

    // Out-of-range numbers in a shuffle give zero, so the three parts can be joined by "or".
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Every0(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c) =>
        Vector128.Shuffle(a, Vector128.Create((byte)0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
        | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14, 255, 255, 255, 255, 255))
        | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 4, 7, 10, 13));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Every1(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c) =>
        Vector128.Shuffle(a, Vector128.Create((byte)1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
        | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255))
        | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Every2(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c) =>
        Vector128.Shuffle(a, Vector128.Create((byte)2, 5, 8, 11, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
        | Vector128.Shuffle(b, Vector128.Create((byte)255, 255, 255, 255, 255, 1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255))
        | Vector128.Shuffle(c, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> values, Span<float> plane, float mean, float scale)
    {
        var (low, high) = Vector128.Widen(values);
        var (first, second) = Vector128.Widen(low);
        var (third, fourth) = Vector128.Widen(high);
        ref var target = ref MemoryMarshal.GetReference(plane[..Lane]);
        Normalise(first, mean, scale).StoreUnsafe(ref target);
        Normalise(second, mean, scale).StoreUnsafe(ref target, 4);
        Normalise(third, mean, scale).StoreUnsafe(ref target, 8);
        Normalise(fourth, mean, scale).StoreUnsafe(ref target, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Normalise(Vector128<uint> values, float mean, float scale) =>
        (Vector128.ConvertToSingle(values.AsInt32()) - Vector128.Create(mean)) * scale;
}
