using System.Numerics;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Faces.Detection;

/// <summary>How a region of a frame lies in a detector's input: anchored top-left, either keeping its shape or stretched over the whole input.</summary>
/// <remarks>Edges map to edges: the region's right edge is the content's right edge. What the content leaves free is the detector's padding.</remarks>
/// <param name="Region">Region, frame px; not empty.</param>
/// <param name="ContentWidth">Width the region takes in the input, px; the rest of each row is padding.</param>
/// <param name="ContentHeight">Height the region takes in the input, px; the rows below are padding.</param>
public readonly record struct LetterBox(PixelRect Region, int ContentWidth, int ContentHeight)
{
    /// <summary>Input px per frame px, across.</summary>
    public float ScaleX => (float)ContentWidth / Region.Width;

    /// <summary>Input px per frame px, down.</summary>
    public float ScaleY => (float)ContentHeight / Region.Height;

    /// <summary>The largest content of the region's own shape; padding stays at the right or the bottom.</summary>
    /// <remarks>Source: InsightFace <c>scrfd.py</c>, <c>detect</c>. Small regions are enlarged.</remarks>
    /// <param name="region">Region, frame px.</param>
    /// <param name="inputWidth">Width of the input, px.</param>
    /// <param name="inputHeight">Height of the input, px.</param>
    /// <exception cref="ArgumentException">The region or the input is empty.</exception>
    public static LetterBox Fit(PixelRect region, int inputWidth, int inputHeight)
    {
        Check(region, inputWidth, inputHeight);
        var isWide = (long)region.Width * inputHeight >= (long)region.Height * inputWidth;
        return isWide
            ? new(region, inputWidth, Scaled(inputWidth, region.Height, region.Width, inputHeight))
            : new(region, Scaled(inputHeight, region.Width, region.Height, inputWidth), inputHeight);
    }

    /// <summary>The region over the whole input, whatever its shape, as UltraFace was trained; no padding.</summary>
    /// <param name="region">Region, frame px.</param>
    /// <param name="inputWidth">Width of the input, px.</param>
    /// <param name="inputHeight">Height of the input, px.</param>
    /// <exception cref="ArgumentException">The region or the input is empty.</exception>
    public static LetterBox Stretch(PixelRect region, int inputWidth, int inputHeight)
    {
        Check(region, inputWidth, inputHeight);
        return new(region, inputWidth, inputHeight);
    }

    /// <summary>A point of the frame in the input, px.</summary>
    /// <param name="point">Frame px.</param>
    public Vector2 ToInput(Vector2 point) => (point - Origin) * Scale;

    /// <summary>A point of the input in the frame, px.</summary>
    /// <param name="point">Input px.</param>
    public Vector2 ToFrame(Vector2 point) => (point / Scale) + Origin;

    /// <summary>A box of the frame in the input, px.</summary>
    /// <param name="box">Frame px.</param>
    public FaceBox ToInput(FaceBox box)
    {
        var corner = ToInput(new Vector2(box.X, box.Y));
        return new(corner.X, corner.Y, box.Width * ScaleX, box.Height * ScaleY);
    }

    /// <summary>A box of the input in the frame, px; not clipped to the region.</summary>
    /// <param name="box">Input px.</param>
    public FaceBox ToFrame(FaceBox box)
    {
        var corner = ToFrame(new Vector2(box.X, box.Y));
        return new(corner.X, corner.Y, box.Width / ScaleX, box.Height / ScaleY);
    }

    /// <summary>A detection in input px as one in frame px.</summary>
    /// <param name="detection">Box and points in input px.</param>
    public FaceDetection ToFrame(in FaceDetection detection)
    {
        var landmarks = detection.Landmarks;
        foreach (ref var point in (Span<Vector2>)landmarks)
        {
            point = ToFrame(point);
        }

        return new(ToFrame(detection.Box), detection.Score, landmarks);
    }

    private Vector2 Origin => new(Region.X, Region.Y);

    private Vector2 Scale => new(ScaleX, ScaleY);

    private static int Scaled(int side, int numerator, int denominator, int largest) =>
        (int)Math.Clamp(Math.Round((double)side * numerator / denominator), 1, largest);

    private static void Check(PixelRect region, int inputWidth, int inputHeight)
    {
        if (region.IsEmpty || inputWidth <= 0 || inputHeight <= 0)
        {
            throw new ArgumentException($"Neither {region} nor the input of {inputWidth} × {inputHeight} px may be empty.", nameof(region));
        }
    }
}
