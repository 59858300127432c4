using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Search;

/// <summary>Where the brightness of a picture differs from what it was of late, on a coarse grid.</summary>
/// <remarks>
/// Each cell's mean brightness (of some 5 × 5 pixels of it) is compared with its own running mean; what all cells changed by
/// together (exposure, a cloud) is taken off first. A face that stands still melts into the background after some seconds; by then it has
/// a track. One instance per camera, used on one thread, allocates only when the picture's size changes.
/// </remarks>
internal sealed class MotionGrid
{
    private const int LongestSide = 96;
    private const int SmallestCell = 8;
    private const int SamplesAcross = 5;
    private const float Learning = 0.08f;
    private const float Threshold = 7;

    /// <summary>Share of moving cells above which the whole scene changed: the light went on, the camera turned.</summary>
    private const float SceneChange = 0.6f;

    private float[] _background = [];
    private float[] _means = [];
    private bool[] _moving = [];
    private int[] _open = [];
    private int _step;
    private int _frameWidth;
    private int _frameHeight;
    private bool _isNew;

    /// <summary>Width and height of a cell, px.</summary>
    public int Cell { get; private set; }

    /// <summary>Cells in a row.</summary>
    public int Columns { get; private set; }

    /// <summary>Rows of cells.</summary>
    public int Rows { get; private set; }

    /// <summary>Compares a picture with the background, and lets the background follow.</summary>
    /// <param name="luma">The picture's brightness.</param>
    /// <param name="regions">Receives the boxes around what moved, px; the last one takes in whatever finds no place.</param>
    /// <returns>How many were written; the whole picture alone when it is the first one or the scene changed.</returns>
    public int Compare(in LumaPlane luma, Span<PixelRect> regions)
    {
        Fit(luma.Width, luma.Height);
        var whole = new PixelRect(0, 0, luma.Width, luma.Height);
        Measure(luma);
        var moving = _isNew ? _moving.Length : Differ();
        if (moving > SceneChange * _moving.Length)
        {
            _isNew = false;
            _means.AsSpan().CopyTo(_background);
            regions[0] = whole;
            return 1;
        }

        return moving == 0 ? 0 : Boxes(whole, regions);
    }

    private void Fit(int width, int height)
    {
        if (width == _frameWidth && height == _frameHeight)
        {
            return;
        }

        (_frameWidth, _frameHeight) = (width, height);
        Cell = Math.Max(SmallestCell, (Math.Max(width, height) + LongestSide - 1) / LongestSide);
        _step = Cell / SamplesAcross;
        Columns = (width + Cell - 1) / Cell;
        Rows = (height + Cell - 1) / Cell;
        var cells = Columns * Rows;
        (_background, _means, _moving, _open) = (new float[cells], new float[cells], new bool[cells], new int[cells]);
        _isNew = true;
    }

    private void Measure(in LumaPlane luma)
    {
        for (var row = 0; row < Rows; row++)
        {
            var means = _means.AsSpan(row * Columns, Columns);
            means.Clear();
            var lines = 0;
            var bottom = Math.Min((row + 1) * Cell, luma.Height);
            for (var y = row * Cell; y < bottom; y += _step, lines++)
            {
                AddLine(luma.Row(y), means);
            }

            for (var column = 0; column < Columns; column++)
            {
                var pixels = (Math.Min(Cell, luma.Width - (column * Cell)) + _step - 1) / _step;
                means[column] /= pixels * lines;
            }
        }
    }

    private void AddLine(ReadOnlySpan<byte> line, Span<float> sums)
    {
        for (var column = 0; column < sums.Length; column++)
        {
            var right = Math.Min((column + 1) * Cell, line.Length);
            var sum = 0;
            for (var x = column * Cell; x < right; x += _step)
            {
                sum += line[x];
            }

            sums[column] += sum;
        }
    }

    private int Differ()
    {
        var common = 0f;
        for (var i = 0; i < _means.Length; i++)
        {
            // Cut off, so that a large object does not pass for a change of light.
            common += Math.Clamp(_means[i] - _background[i], -2 * Threshold, 2 * Threshold);
        }

        common /= _means.Length;
        var moving = 0;
        for (var i = 0; i < _means.Length; i++)
        {
            var difference = _means[i] - _background[i];
            _background[i] += Learning * difference;
            _moving[i] = Math.Abs(difference - common) > Threshold;
            moving += _moving[i] ? 1 : 0;
        }

        return moving;
    }

    private int Boxes(PixelRect whole, Span<PixelRect> regions)
    {
        var count = 0;
        for (var cell = 0; cell < _moving.Length; cell++)
        {
            if (!_moving[cell])
            {
                continue;
            }

            var box = Flood(cell);
            if (count < regions.Length)
            {
                regions[count++] = box;
            }
            else
            {
                regions[count - 1] = Around(regions[count - 1], box);
            }
        }

        for (var i = 0; i < count; i++)
        {
            regions[i] = regions[i].ClipTo(whole.Width, whole.Height);
        }

        return count;
    }

    /// <summary>The box around all moving cells that hang together with one, gaps of one cell included; they no longer count as moving.</summary>
    private PixelRect Flood(int start)
    {
        var waiting = 0;
        _open[waiting++] = start;
        _moving[start] = false;
        int left = Columns, top = Rows, right = 0, bottom = 0;
        while (waiting > 0)
        {
            var cell = _open[--waiting];
            var (x, y) = (cell % Columns, cell / Columns);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            for (var nearY = Math.Max(0, y - 2); nearY <= Math.Min(Rows - 1, y + 2); nearY++)
            {
                for (var nearX = Math.Max(0, x - 2); nearX <= Math.Min(Columns - 1, x + 2); nearX++)
                {
                    var near = (nearY * Columns) + nearX;
                    if (_moving[near])
                    {
                        _moving[near] = false;
                        _open[waiting++] = near;
                    }
                }
            }
        }

        return new PixelRect(left * Cell, top * Cell, (right + 1 - left) * Cell, (bottom + 1 - top) * Cell);
    }

    private static PixelRect Around(PixelRect first, PixelRect second)
    {
        var (left, top) = (Math.Min(first.X, second.X), Math.Min(first.Y, second.Y));
        return new PixelRect(left, top, Math.Max(first.Right, second.Right) - left, Math.Max(first.Bottom, second.Bottom) - top);
    }
}
