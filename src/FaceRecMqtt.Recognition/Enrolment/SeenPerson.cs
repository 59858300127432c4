namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>The looks of one person before a camera. One thread at a time.</summary>
/// <param name="first">The first look.</param>
internal sealed class SeenPerson(ChosenLook first)
{
    /// <summary>Looks worth keeping.</summary>
    public List<ChosenLook> Looks { get; } = [first];

    /// <summary>All looks, repeated ones included: how often the person was there.</summary>
    public int Seen { get; private set; } = 1;

    /// <summary>Counts a look, and keeps it unless it repeats one.</summary>
    /// <returns>Whether it was kept.</returns>
    public bool See(ChosenLook look)
    {
        Seen++;
        if (Looks.Exists(other => other.IsRepeatedBy(look)))
        {
            return false;
        }

        Looks.Add(look);
        return true;
    }
}
