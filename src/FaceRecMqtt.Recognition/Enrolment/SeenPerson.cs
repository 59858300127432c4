namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>The looks of one person before a camera. One thread at a time.</summary>
/// <param name="first">The first look.</param>
internal sealed class SeenPerson(ChosenLook first)
{
    /// <summary>Looks worth keeping.</summary>
    public List<ChosenLook> Looks { get; } = [first];

    /// <summary>All looks, repeated ones included: how often the person was there.</summary>
    public int Seen { get; private set; } = 1;

    /// <summary>Counts a look, and keeps it unless it repeats one; of two that show the same the better one is kept.</summary>
    /// <returns>Whether there is one more.</returns>
    public bool See(ChosenLook look)
    {
        Seen++;
        var repeated = Looks.FindAll(other => other.IsRepeatedBy(look));
        if (repeated is [var worse] && look.IsBetterThan(worse))
        {
            Looks[Looks.IndexOf(worse)] = look;
        }
        else if (repeated.Count == 0)
        {
            Looks.Add(look);
        }

        return repeated.Count == 0;
    }
}
