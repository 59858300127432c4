using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>When a track is worth another embedding: after 1, 2, 4, 8 … frames while nothing changes, at once when something does.</summary>
internal sealed class LookSchedule(IdentityOptions options)
{
    private int _pause = 1;
    private int _waited;
    private int _unsettled;
    private int _widest;
    private FaceGrade _bestGrade;
    private GalleryIndex? _index;
    private bool _flagged;

    private int Patience => options.Patience * options.GoodLooks;

    /// <summary>Asks for a look at once and for closer ones after it.</summary>
    public void Flag() => (_flagged, _pause, _unsettled) = (true, 1, 0);

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
        _unsettled = isQuiet && state != IdentityState.Undecided ? 0 : Math.Min(_unsettled + 1, Patience);
        _pause = isQuiet || _unsettled == Patience ? Math.Min(_pause * 2, options.LongestPause) : 1;
        (_waited, _index, _flagged) = (0, index, false);
        _widest = Math.Max(_widest, quality.FacePx);
        _bestGrade = (FaceGrade)Math.Max((int)_bestGrade, (int)quality.Grade);
    }

    /// <summary>Another model may see better: the best look so far says nothing of it.</summary>
    public void Forget() => (_pause, _unsettled, _widest, _bestGrade) = (1, 0, 0, FaceGrade.Poor);

    private bool IsWorthwhile(in FaceQuality quality, IdentityState state) =>
        (state == IdentityState.Undecided && _unsettled < Patience)
        || quality.FacePx >= options.WiderBy * _widest
        || quality.Grade > _bestGrade;
}
