using FaceRecMqtt.Faces.Identity;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Events about somebody who is no longer in the gallery.</summary>
public static class RemovedPerson
{
    /// <summary>The same event without a word of a person.</summary>
    /// <param name="face">The event.</param>
    /// <param name="person">Id of the person.</param>
    public static FaceEvent Without(this FaceEvent face, string person)
    {
        if (string.Equals(face.Person, person, StringComparison.Ordinal))
        {
            return face with { Person = null, Identity = FaceIdentity.UnknownName, Similarity = null, RunnerUp = null, Margin = null };
        }

        return string.Equals(face.RunnerUp?.Person, person, StringComparison.Ordinal) ? face with { RunnerUp = null, Margin = null } : face;
    }
}
