using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Chooses which faces of a picture are worth an embedding, aligns and embeds them.</summary>
/// <remarks>One instance per camera, used on one thread; allocates nothing per picture once it has seen the model.</remarks>
/// <param name="places">Faces embedded at most in one picture.</param>
/// <param name="minFacePx">Narrower faces are not embedded, px.</param>
internal sealed class FaceEmbedder(int places, int minFacePx)
{
    private readonly FaceAligner _aligner = new();
    private readonly FaceAssessor _assessor = new(new QualityThresholds { PoorFacePx = minFacePx });
    private readonly FaceTrack?[] _chosen = new FaceTrack?[places];
    private readonly FaceQuality[] _qualities = new FaceQuality[places];
    private readonly byte[] _crops = new byte[places * AlignedFace.Bytes];
    private float[] _raw = [];
    private int _length;

    /// <summary>How many faces were embedded by the last call.</summary>
    public int Count { get; private set; }

    /// <summary>Mean brightness of the track that was wanted from the last call, in [0, 1]; null when none was or it could not be aligned.</summary>
    public float? WantedBrightness { get; private set; }

    /// <summary>Embeds what is due.</summary>
    /// <param name="backend">Called on its own thread.</param>
    /// <param name="frame">Borrowed for the call.</param>
    /// <param name="tracks">Every live track; those in view belong to this picture.</param>
    /// <param name="index">The newest index of the backend's model.</param>
    /// <param name="wanted">A track that is embedded whether it is due or not, because somebody learns from it; null for none.</param>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    public void Embed(IInferenceBackend backend, Frame frame, ReadOnlySpan<FaceTrack> tracks, GalleryIndex index, FaceTrack? wanted)
    {
        Choose(frame, tracks, index, wanted);
        _length = backend.Model.Length;
        if (_raw.Length < places * _length)
        {
            _raw = new float[places * _length];
        }

        if (Count > 0)
        {
            backend.Embed(_crops.AsSpan(0, Count * AlignedFace.Bytes), Count, _raw.AsSpan(0, Count * _length));
        }
    }

    /// <summary>The track of an embedded face.</summary>
    public FaceTrack Track(int face) => _chosen[face]!;

    /// <summary>Its quality.</summary>
    public FaceQuality Quality(int face) => _qualities[face];

    /// <summary>Its crop, interleaved RGB, <c>[112, 112, 3]</c>; valid until the next call.</summary>
    public ReadOnlySpan<byte> Crop(int face) => _crops.AsSpan(face * AlignedFace.Bytes, AlignedFace.Bytes);

    /// <summary>Its embedding before normalisation; valid until the next call.</summary>
    public ReadOnlySpan<float> Raw(int face) => _raw.AsSpan(face * _length, _length);

    /// <summary>What can be said of a face that was not embedded; its sharpness is not known and given as 0.</summary>
    public FaceQuality Glance(FaceTrack track)
    {
        var pose = HeadPose.From(track.Detection.Landmarks);
        return new FaceQuality(
            (int)MathF.Round(track.Detection.Box.Width), 0, (int)MathF.Round(pose.Yaw), (int)MathF.Round(pose.Pitch), (int)MathF.Round(pose.Roll),
            track.Detection.Score, _assessor.BestGrade(track.Detection));
    }

    private void Choose(Frame frame, ReadOnlySpan<FaceTrack> tracks, GalleryIndex index, FaceTrack? wanted)
    {
        Count = 0;
        Array.Clear(_chosen);
        // Also of a face that is not worth an embedding: darkness may be why.
        WantedBrightness = wanted is not null && Take(frame, wanted) ? Brightness.Of(Crop(0)) : null;

        // Oldest tracks first; a schedule that found no place stays due, and what was embedded falls back, so that all get their turn.
        foreach (var track in tracks)
        {
            if (Count == places)
            {
                return;
            }

            if (track.IsInView && track.IsConfirmed && track != wanted && track.Identity.IsDue(Glance(track), index))
            {
                Take(frame, track);
            }
        }
    }

    /// <summary>Adds a face if it is worth an embedding.</summary>
    /// <returns>Whether it could be aligned: the next place holds its crop then, even if it was not added.</returns>
    private bool Take(Frame frame, FaceTrack track)
    {
        var crop = _crops.AsSpan(Count * AlignedFace.Bytes, AlignedFace.Bytes);
        if (_assessor.BestGrade(track.Detection) == FaceGrade.Poor || !_aligner.TryAlign(frame, track.Detection.Landmarks, crop))
        {
            return false;
        }

        var quality = _assessor.Assess(track.Detection, crop);
        if (quality.Grade != FaceGrade.Poor)
        {
            _chosen[Count] = track;
            _qualities[Count++] = quality;
        }

        return true;
    }
}
