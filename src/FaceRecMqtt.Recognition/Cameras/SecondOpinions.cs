using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>One camera's side of the CPU's looks: hands in what the device was not sure of and brings the answers to their tracks. Used on one thread.</summary>
/// <param name="desk">Where the crops go.</param>
internal sealed class SecondOpinions(SecondLookDesk desk)
{
    private SecondLookAnswers _answers = new(desk);
    private float[] _unit = [];

    /// <summary>Hands a look in where the device's does not settle it.</summary>
    /// <param name="look">The device's look.</param>
    /// <param name="crop">Its crop; copied.</param>
    /// <param name="track">Whose.</param>
    /// <param name="index">The gallery as the device's model sees it.</param>
    /// <param name="threshold">Similarity that is asked for.</param>
    public void Consider(in FaceLook look, ReadOnlySpan<byte> crop, FaceTrack track, GalleryIndex index, float threshold)
    {
        if (desk.Companion is not { HasEnded: false } companion || companion.Model.Hash == index.Model.Hash)
        {
            track.Identity.StandAlone();
            return;
        }

        _unit = _unit.Length == look.Raw.Length ? _unit : new float[look.Raw.Length];
        if (!FaceEmbedding.TryNormalize(look.Raw, _unit, out var preNorm)
            || Reason(preNorm, track, index, threshold) is not { } because
            || desk.Obtain() is not { } second)
        {
            return;
        }

        crop.CopyTo(second.Crop);
        (second.Track, second.Because, second.Answers) = (track, because, _answers);
        (second.Quality, second.Box, second.Frame) = (look.Quality, look.Box, (look.FrameWidth, look.FrameHeight));
        (second.CapturedAt, second.Captured) = (look.CapturedAt, look.Captured);
        desk.HandIn(second);
    }

    // A name the CPU gave is the CPU's to confirm wherever the device's look does not.
    private string? Reason(float preNorm, FaceTrack track, GalleryIndex index, float threshold)
    {
        var match = index.Find(_unit);
        threshold = index.ThresholdOf(match.Best, threshold);
        return SecondLookRule.Reason(preNorm, match, index.Model.Gate, threshold, index.Margin, desk.ImpostorCeiling)
            ?? (track.Identity.IsHeeding && !(match.IsAccepted(threshold, index.Margin) && match.Best?.Id == track.Identity.Person)
                ? SecondLookRule.Contradiction
                : null);
    }

    /// <summary>Brings the next answer to its track.</summary>
    /// <param name="track">The track whose verdict changed, with <paramref name="transition"/>; else null.</param>
    /// <param name="transition">How it changed.</param>
    /// <param name="unknown">The CPU's look, where it made the face unknown; else null.</param>
    /// <returns>Whether there was an answer.</returns>
    public bool TryHear(out FaceTrack? track, out IdentityTransition transition, out UnknownLook? unknown)
    {
        (track, transition, unknown) = (null, IdentityTransition.None, null);
        if (_answers.Take() is not { Track: { } asked, Index: { } index } second)
        {
            return false;
        }

        if (!asked.HasEnded)
        {
            // Each model's evidence is weighed in its own space, by its own threshold and margin; only verdicts meet.
            asked.SecondIdentity.Observe(
                new FaceLook
                {
                    Raw = second.Raw,
                    Quality = second.Quality,
                    Box = second.Box,
                    FrameWidth = second.Frame.Width,
                    FrameHeight = second.Frame.Height,
                    CapturedAt = second.CapturedAt,
                    Captured = second.Captured,
                    Backend = second.Backend,
                    Because = second.Because,
                },
                index,
                index.Threshold,
                index.Margin);
            (track, transition) = (asked, asked.Identity.Heed(asked.SecondIdentity));
            unknown = TrackReporter.IsUnknown(asked, transition)
                ? UnknownLook.Of(second.Raw, second.Crop, second.Quality, asked.SecondIdentity, index.Model)
                : null;
        }

        desk.Return(second);
        return true;
    }

    /// <summary>Whoever was asked about has left: what was answered and what is still on its way goes back to the pool.</summary>
    public void Forget()
    {
        _answers.Close();
        _answers = new SecondLookAnswers(desk);
    }
}
