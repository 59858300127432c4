using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>When a track is worth another embedding: after 1, 2, 4, 8 … frames while nothing changes, at once when something does.</summary>
internal sealed class LookSchedule(IdentityOptions options)
{
    private int _pause = 1;
    private int _waited;
    private int _withoutVerdict;
    private int _widest;
    private FaceGrade _bestGrade;
    private GalleryIndex? _index;
    private bool _flagged;

    /// <summary>Asks for a look at once and for closer ones after it.</summary>
    public void Flag() => (_flagged, _pause) = (true, 1);

    /// <summary>Counts a frame and says whether it is worth an embedding. It stays due until there was a look.</summary>
    public bool IsDue(in FaceQuality quality, GalleryIndex index, IdentityState state)
    {
        _waited = Math.Min(_waited + 1, options.LongestPause);
        return quality.Grade != FaceGrade.Poor
            && (_waited >= _pause || _flagged || !ReferenceEquals(index, _index) || (state != IdentityState.Known && IsWorthwhile(quality, state)));
    }

    /// <summary>Notes a look.</summary>
    /// <param name="quality">Its quality.</param>
    /// <param name="index">What it was compared with.</param>
    /// <param name="state">The verdict after it.</param>
    /// <param name="isQuiet">Whether it agreed with the verdict.</param>
    public void Looked(in FaceQuality quality, GalleryIndex index, IdentityState state, bool isQuiet)
    {
        _pause = isQuiet ? Math.Min(_pause * 2, options.LongestPause) : 1;
        _withoutVerdict = state == IdentityState.Undecided ? _withoutVerdict + 1 : 0;
        (_waited, _index, _flagged) = (0, index, false);
        _widest = Math.Max(_widest, quality.FacePx);
        _bestGrade = (FaceGrade)Math.Max((int)_bestGrade, (int)quality.Grade);
    }

    /// <summary>Another model may see better: the best look so far says nothing of it.</summary>
    public void Forget() => (_pause, _withoutVerdict, _widest, _bestGrade) = (1, 0, 0, FaceGrade.Poor);

    private bool IsWorthwhile(in FaceQuality quality, IdentityState state) =>
        (state == IdentityState.Undecided && _withoutVerdict < options.Patience * options.GoodLooks)
        || quality.FacePx >= options.WiderBy * _widest
        || quality.Grade > _bestGrade;
}
