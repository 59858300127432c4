namespace FaceRecMqtt.Faces.Identity;

/// <content>What a better model's verdict on the same face does.</content>
public sealed partial class FaceIdentity
{
    /// <summary>Whether the verdict is a better model's name, which this model's looks do not change.</summary>
    public bool IsHeeding { get; private set; }

    /// <summary>Follows the verdict of a better model on the same face; while that names somebody, this model's own looks change nothing.</summary>
    /// <remarks>A name of this model stands against an unknown of the better one, which may have seen less of the face; against another name it does not.</remarks>
    /// <param name="better">The better model's verdict on the same track.</param>
    public IdentityTransition Heed(FaceIdentity better)
    {
        if (better.State == IdentityState.Undecided || (better.State == IdentityState.Unknown && State == IdentityState.Known && !IsHeeding))
        {
            return IdentityTransition.None;
        }

        var isSame = State == better.State && string.Equals(Person, better.Person, StringComparison.Ordinal);
        IsHeeding = better.State == IdentityState.Known;
        if (!isSame)
        {
            (State, Person, Name, Decision) = (better.State, better.Person, better.Name, better.Decision);
            _doubt.Settle();
        }

        return isSame ? IdentityTransition.None : Tell();
    }

    /// <summary>The better model is asked no more: from now on this one's looks count again.</summary>
    public void StandAlone() => IsHeeding = false;
}
