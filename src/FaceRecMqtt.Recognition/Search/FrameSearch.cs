using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Recognition.Search;

/// <summary>Finds the faces of a camera's picture, looking where faces may be.</summary>
/// <remarks>One instance per camera, used on one thread, allocates nothing per frame.</remarks>
internal sealed class FrameSearch(SearchOptions options)
{
    private const int FacesPerRegion = 32;

    // Boxes of one face from two regions agree only roughly.
    private const float MostOverlap = 0.4f;

    // How much of the smaller of two boxes may lie inside the other: half a face at the edge of a region goes.
    private const float MostContained = 0.7f;

    private readonly SearchPlanner _planner = new(options);
    private readonly PixelRect[] _regions = new PixelRect[options.RegionsPerFrame];
    private readonly FaceDetection[] _faces = new FaceDetection[FacesPerRegion * options.RegionsPerFrame];

    /// <summary>Regions the last call looked at; 0 when nothing moved and nobody was expected.</summary>
    public int Regions { get; private set; }

    /// <summary>Finds faces.</summary>
    /// <param name="backend">Called on its own thread.</param>
    /// <param name="frame">Borrowed for the call.</param>
    /// <param name="tracks">Faces that are expected.</param>
    /// <param name="now">Capture time on the tracks' clock.</param>
    /// <returns>The faces, best first, each once; valid until the next call.</returns>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    public ReadOnlySpan<FaceDetection> Find(IInferenceBackend backend, Frame frame, ReadOnlySpan<FaceTrack> tracks, TimeSpan now)
    {
        var found = 0;
        Regions = _planner.Plan(frame, tracks, now, backend.DetectorInput, backend.SmallestFace, _regions);
        foreach (var region in _regions.AsSpan(0, Regions))
        {
            var places = _faces.AsSpan(found, FacesPerRegion);
            var here = backend.Detect(frame, region, options.MinDetectorScore ?? backend.MinimumScore, places);
            found += KeepUsable(places[..here], region, frame);
        }

        return _faces.AsSpan(0, NonMaximumSuppression.Suppress(_faces.AsSpan(0, found), MostOverlap, MostContained));
    }

    /// <summary>Moves the faces to keep to the front; returns how many those are.</summary>
    private static int KeepUsable(Span<FaceDetection> faces, PixelRect region, Frame frame)
    {
        var kept = 0;
        foreach (ref readonly var face in faces)
        {
            if (!CutFace.Check(face.Box, region, frame) && PlausibleFace.Check(face))
            {
                faces[kept++] = face;
            }
        }

        return kept;
    }
}
