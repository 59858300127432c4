using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Search;

/// <summary>Covers a region with overlapping windows, so that whatever is no larger than the overlap lies wholly in at least one of them.</summary>
/// <remarks>Windows of equal size, spread evenly from edge to edge: none hangs out of the region and none is smaller than the rest. Allocates nothing.</remarks>
public static class Tiles
{
    /// <summary>How many windows <see cref="Cover"/> makes.</summary>
    /// <inheritdoc cref="Cover" path="/param"/>
    public static int Count(PixelRect region, int tileWidth, int tileHeight, int overlap) =>
        region.IsEmpty ? 0 : Along(region.Width, tileWidth, overlap) * Along(region.Height, tileHeight, overlap);

    /// <summary>Writes the windows, row by row from the top left.</summary>
    /// <param name="region">What is covered, px.</param>
    /// <param name="tileWidth">Widest window, px; more than <paramref name="overlap"/>.</param>
    /// <param name="tileHeight">Highest window, px; more than <paramref name="overlap"/>.</param>
    /// <param name="overlap">Least px that neighbours share, not negative: the largest face a window is responsible for.</param>
    /// <param name="tiles">Receives the windows; at least <see cref="Count"/> long.</param>
    /// <returns>How many were written; 0 for an empty region.</returns>
    /// <exception cref="ArgumentException">A window is not larger than the overlap, or <paramref name="tiles"/> is too short.</exception>
    public static int Cover(PixelRect region, int tileWidth, int tileHeight, int overlap, Span<PixelRect> tiles)
    {
        if (region.IsEmpty)
        {
            return 0;
        }

        var (columns, rows) = (Along(region.Width, tileWidth, overlap), Along(region.Height, tileHeight, overlap));
        if (tiles.Length < columns * rows)
        {
            throw new ArgumentException($"{columns} × {rows} windows do not fit into {tiles.Length} places.", nameof(tiles));
        }

        var (width, height) = (Math.Min(tileWidth, region.Width), Math.Min(tileHeight, region.Height));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                tiles[(row * columns) + column] = new PixelRect(
                    region.X + Start(column, columns, region.Width - width), region.Y + Start(row, rows, region.Height - height), width, height);
            }
        }

        return columns * rows;
    }

    // Every window after the first adds at most tile − overlap new pixels.
    private static int Along(int length, int tile, int overlap)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tile, overlap);
        return length <= tile ? 1 : (int)Math.Min(int.MaxValue / 2, 1 + ((((long)length - tile) + (tile - overlap) - 1) / (tile - overlap)));
    }

    private static int Start(int place, int places, int room) => places == 1 ? 0 : (int)((long)place * room / (places - 1));
}
