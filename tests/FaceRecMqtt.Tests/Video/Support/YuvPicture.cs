using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>A planar YUV picture and, in plain arithmetic of doubles, what it looks like in RGB.</summary>
internal sealed class YuvPicture(int width, int height, int log2Across, int log2Down, int bits = 8)
{
    public int Width => width;

    public int Height => height;

    public int ChromaWidth { get; } = (width + (1 << log2Across) - 1) >> log2Across;

    public int ChromaHeight { get; } = (height + (1 << log2Down) - 1) >> log2Down;

    public string Format { get; } = "yuv" + (log2Across, log2Down) switch { (1, 1) => "420p", (1, 0) => "422p", _ => "444p" } + (bits == 8 ? "" : $"{bits}le");

    /// <summary>Samples of Y, U and V, row by row.</summary>
    public int[][] Planes => field ??= [new int[width * height], new int[ChromaWidth * ChromaHeight], new int[ChromaWidth * ChromaHeight]];

    /// <summary>Fills all planes: the value of a sample from its plane and its place in the picture, in luma pixels.</summary>
    public YuvPicture Fill(Func<int, int, int, int> value)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var (across, down, row) = plane == 0 ? (0, 0, width) : (log2Across, log2Down, ChromaWidth);
            for (var i = 0; i < Planes[plane].Length; i++)
            {
                Planes[plane][i] = value(plane, (i % row) << across, (i / row) << down);
            }
        }

        return this;
    }

    /// <summary>As a raw video file holds it.</summary>
    public byte[] ToBytes() =>
        bits == 8
            ? [.. Planes.SelectMany(plane => plane).Select(sample => (byte)sample)]
            : [.. Planes.SelectMany(plane => plane).SelectMany(sample => (byte[])[(byte)sample, (byte)(sample >> 8)])];

    /// <summary>A lossless video of one frame that says which matrix and range it has.</summary>
    public string ToVideo(string colorspace, string range, string siting = "left") => Clip.Make(
        ".mkv",
        [
            "-f", "rawvideo", "-pix_fmt", Format, "-video_size", $"{width}x{height}", "-color_range", range, "-colorspace", colorspace, "-i", "pipe:0",
            "-c:v", "ffv1", "-threads", "1", "-color_range", range, "-colorspace", colorspace, "-chroma_sample_location", siting,
        ],
        ToBytes());

    /// <summary>The region scaled to RGB, sample by sample: area filter where it shrinks, linear where it grows.</summary>
    public byte[] Scale(PixelRect region, int outWidth, int outHeight, YuvMatrix matrix, bool sitedLeft = true)
    {
        var rgb = new byte[outWidth * outHeight * 3];
        double peak = 1 << (bits - 8);
        for (var y = 0; y < outHeight; y++)
        {
            for (var x = 0; x < outWidth; x++)
            {
                var luma = Sample(0, region.X, region.Y, region.Width, region.Height, x, y, outWidth, outHeight) / peak;
                var shift = sitedLeft && log2Across > 0 ? 0.25 : 0;
                double left = (region.X / (double)(1 << log2Across)) + shift, top = region.Y / (double)(1 << log2Down);
                double across = region.Width / (double)(1 << log2Across), down = region.Height / (double)(1 << log2Down);
                var blue = Sample(1, left, top, across, down, x, y, outWidth, outHeight) / peak;
                var red = Sample(2, left, top, across, down, x, y, outWidth, outHeight) / peak;
                matrix.ToRgb(luma, blue, red).CopyTo(rgb, 3 * ((y * outWidth) + x));
            }
        }

        return rgb;
    }

    private double Sample(int plane, double left, double top, double spanX, double spanY, int x, int y, int outWidth, int outHeight)
    {
        var (columns, rows) = plane == 0 ? (width, height) : (ChromaWidth, ChromaHeight);
        double sum = 0;
        foreach (var (row, weightDown) in Weights(top, spanY, y, outHeight))
        {
            foreach (var (column, weightAcross) in Weights(left, spanX, x, outWidth))
            {
                sum += weightDown * weightAcross * Planes[plane][(Math.Clamp(row, 0, rows - 1) * columns) + Math.Clamp(column, 0, columns - 1)];
            }
        }

        return sum;
    }

    private static IEnumerable<(int At, double Weight)> Weights(double origin, double span, int at, int length)
    {
        var step = span / length;
        if (step < 1)
        {
            var centre = origin + ((at + 0.5) * step) - 0.5;
            var first = (int)Math.Floor(centre);
            return [(first, first + 1 - centre), (first + 1, centre - first)];
        }

        double left = origin + (at * step), right = left + step;
        return Enumerable.Range((int)Math.Floor(left), (int)Math.Ceiling(right) - (int)Math.Floor(left))
            .Select(i => (i, (Math.Min(right, i + 1) - Math.Max(left, i)) / step))
            .Where(share => share.Item2 > 0);
    }
}
