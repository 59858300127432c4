using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Recognition.Search;

/// <summary>Chooses the regions of a picture the detector looks at: around expected faces, where something moved, and bit by bit everywhere.</summary>
/// <remarks>
/// A detector of 320 × 240 px loses a 50 px face of a 1080p picture when it is shown the whole of it. So motion and the full pass are
/// covered by windows that keep the narrowest wanted face findable; the whole picture at once is for faces that such a window would cut.
/// One instance per camera, used on one thread, allocates nothing per frame.
/// </remarks>
internal sealed class SearchPlanner(SearchOptions options)
{
    private const int MostMotion = 8;
    private const int MostWindows = 128;

    // Of a face's larger side: room for a guess that is a little off and for the context detectors want.
    private const float TrackRoom = 4;

    private readonly MotionGrid _motion = new();
    private readonly PixelRect[] _sweep = new PixelRect[MostWindows];
    private readonly PixelRect[] _windows = new PixelRect[MostWindows];
    private readonly PixelRect[] _moved = new PixelRect[MostMotion];
    private int _sweepLength;
    private int _sweepAt;
    private int _turn;
    private long _trackTurn;
    private long _frames;
    private (int Width, int Height, int InputWidth, int InputHeight, float Smallest) _sweepIsFor;

    /// <summary>Chooses.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="tracks">Faces that are expected.</param>
    /// <param name="now">Capture time on the tracks' clock.</param>
    /// <param name="detector">The detector's input, px.</param>
    /// <param name="smallestFace">Narrowest face it finds in its input, px.</param>
    /// <param name="regions">Receives the regions, most important first; its length is the most that is wanted.</param>
    /// <returns>How many were written.</returns>
    public int Plan(
        Frame frame, ReadOnlySpan<FaceTrack> tracks, TimeSpan now, (int Width, int Height) detector, float smallestFace, Span<PixelRect> regions)
    {
        var limit = Math.Min(regions.Length, options.RegionsPerFrame);
        var window = WindowFor(frame, detector, smallestFace);
        var moved = _motion.Compare(frame.Luma, _moved);
        PrepareSweep(frame, detector, smallestFace, window);
        // The full pass moves on in every frame, whatever else there is to see.
        var count = NextOfSweep(regions, 0, limit);
        count = AroundTracks(frame, tracks, now, detector, window, regions, count, limit);
        count = WhereMoved(frame, moved, window, regions, count, limit);
        _frames++;
        return count;
    }

    private (int Width, int Height, int Overlap) WindowFor(Frame frame, (int Width, int Height) detector, float smallestFace)
    {
        var shrink = Math.Max(1, options.MinFacePx / smallestFace);
        // Wider faces are found in the whole picture; narrower ones lie whole in one of two overlapping windows.
        var overlap = smallestFace * Math.Max((float)frame.Width / detector.Width, (float)frame.Height / detector.Height) * 1.5f;
        var (width, height) = ((int)(detector.Width * shrink), (int)(detector.Height * shrink));
        return (width, height, (int)Math.Clamp(overlap, 0, Math.Min(width, height) / 2));
    }

    private void PrepareSweep(Frame frame, (int Width, int Height) detector, float smallestFace, (int Width, int Height, int Overlap) window)
    {
        var wanted = (frame.Width, frame.Height, detector.Width, detector.Height, smallestFace);
        if (wanted == _sweepIsFor)
        {
            return;
        }

        _sweepIsFor = wanted;
        var whole = new PixelRect(0, 0, frame.Width, frame.Height);
        _sweep[0] = whole;
        _sweepLength = 1;
        if ((window.Width < frame.Width || window.Height < frame.Height)
            && Tiles.Count(whole, window.Width, window.Height, window.Overlap) < MostWindows)
        {
            _sweepLength += Tiles.Cover(whole, window.Width, window.Height, window.Overlap, _sweep.AsSpan(1));
        }

        (_sweepAt, _frames) = (0, 0);
    }

    // Spread evenly, so that no frame pays for the whole picture.
    private int NextOfSweep(Span<PixelRect> regions, int count, int limit)
    {
        var due = (int)(((_frames % options.FullPassEvery) + 1) * _sweepLength / options.FullPassEvery)
            - (int)(_frames % options.FullPassEvery * _sweepLength / options.FullPassEvery);
        for (; due > 0 && count < limit; due--)
        {
            regions[count++] = _sweep[_sweepAt];
            _sweepAt = (_sweepAt + 1) % _sweepLength;
        }

        return count;
    }

    private int AroundTracks(
        Frame frame, ReadOnlySpan<FaceTrack> tracks, TimeSpan now, (int Width, int Height) detector, (int Width, int Height, int Overlap) window,
        Span<PixelRect> regions, int count, int limit)
    {
        // In turn: with more faces than regions the ones left out now come first next time.
        for (var i = 0; i < tracks.Length; i++)
        {
            var at = (int)((_trackTurn + i) % tracks.Length);
            var face = tracks[at].Predict(now);
            if (IsCovered(face, regions[..count], window))
            {
                continue;
            }

            if (count == limit)
            {
                _trackTurn = at;
                break;
            }

            regions[count] = WithNeighbours(frame, face, tracks, now, detector, window);
            count += regions[count].IsEmpty ? 0 : 1;
        }

        return count;
    }

    /// <summary>A region around a face that takes in others as long as it stays no larger than a window.</summary>
    private static PixelRect WithNeighbours(
        Frame frame, FaceBox face, ReadOnlySpan<FaceTrack> tracks, TimeSpan now, (int Width, int Height) detector, (int Width, int Height, int Overlap) window)
    {
        var all = Roomy(face);
        foreach (var track in tracks)
        {
            var more = Union(all, Roomy(track.Predict(now)));
            if (more.Width <= window.Width && more.Height <= window.Height)
            {
                all = more;
            }
        }

        // One face alone: as near as is useful. Several: what holds them, in the detector's shape.
        var alone = Around(frame, face, detector);
        var width = Math.Max(all.Width, all.Height * detector.Width / detector.Height);
        return width <= alone.Width && Contains(alone, all) ? alone : Centred(frame, all, Math.Max(width, alone.Width), detector);
    }

    private int WhereMoved(Frame frame, int moved, (int Width, int Height, int Overlap) window, Span<PixelRect> regions, int count, int limit)
    {
        var windows = 0;
        foreach (var box in _moved.AsSpan(0, moved))
        {
            var region = Grown(box, window).MoveInto(frame.Width, frame.Height);
            if (windows + Tiles.Count(region, window.Width, window.Height, window.Overlap) <= MostWindows)
            {
                windows += Tiles.Cover(region, window.Width, window.Height, window.Overlap, _windows.AsSpan(windows));
            }
        }

        // In turn: what finds no place now comes first next time.
        for (var i = 0; i < windows && count < limit; i++)
        {
            var next = _windows[(_turn + i) % windows];
            if (!regions[..count].Contains(next))
            {
                regions[count++] = next;
            }

            if (count == limit)
            {
                _turn = (_turn + i + 1) % windows;
            }
        }

        return count;
    }

    /// <summary>Whether a face lies inside a region, with room around it, that is not shown much smaller than a window.</summary>
    private static bool IsCovered(FaceBox face, ReadOnlySpan<PixelRect> regions, (int Width, int Height, int Overlap) window)
    {
        foreach (var region in regions)
        {
            if (region.Width <= window.Width * 1.1f && Contains(region, Roomy(face)))
            {
                return true;
            }
        }

        return false;
    }

    private static PixelRect Around(Frame frame, FaceBox face, (int Width, int Height) detector)
    {
        // Never so near that the picture would have to be blown up much: that finds nothing more.
        var width = Math.Max(TrackRoom * Math.Max(face.Width, face.Height * detector.Width / detector.Height), detector.Width * 0.75f);
        return Centred(frame, face, width, detector);
    }

    private static PixelRect Centred(Frame frame, FaceBox box, float width, (int Width, int Height) detector)
    {
        var height = width * detector.Height / detector.Width;
        var (middleX, middleY) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        return new PixelRect((int)(middleX - (width / 2)), (int)(middleY - (height / 2)), (int)width, (int)height).MoveInto(frame.Width, frame.Height);
    }

    // Half a face on each side.
    private static FaceBox Roomy(FaceBox face) => new(face.X - (face.Width / 2), face.Y - (face.Height / 2), 2 * face.Width, 2 * face.Height);

    private static FaceBox Union(FaceBox first, FaceBox second)
    {
        var (left, top) = (Math.Min(first.X, second.X), Math.Min(first.Y, second.Y));
        return new FaceBox(left, top, Math.Max(first.Right, second.Right) - left, Math.Max(first.Bottom, second.Bottom) - top);
    }

    private static bool Contains(PixelRect region, FaceBox box) =>
        box.X >= region.X && box.Y >= region.Y && box.Right <= region.Right && box.Bottom <= region.Bottom;

    // A head is more than the edge of it that moves; and a window of the usual shape, since some detectors stretch what they are shown.
    private static PixelRect Grown(PixelRect region, (int Width, int Height, int Overlap) window)
    {
        var width = Math.Max(region.Width + window.Overlap, window.Width);
        var height = Math.Max(region.Height + window.Overlap, window.Height);
        return new PixelRect(region.X - ((width - region.Width) / 2), region.Y - ((height - region.Height) / 2), width, height);
    }
}
