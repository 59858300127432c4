namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Limits of lists, so that a hostile file cannot make them grow.</summary>
internal static class Bounded
{
    /// <summary>Groups of a HEF (HAILO_MAX_NETWORK_GROUPS).</summary>
    public const int Groups = 8;

    /// <summary>Networks of a group (HAILO_MAX_NETWORKS_IN_NETWORK_GROUP).</summary>
    public const int Networks = 8;

    /// <summary>Inputs and outputs of a group; a multiplexed stream (of HAILO_MAX_STREAMS_COUNT = 40) carries several.</summary>
    public const int Streams = 256;

    /// <summary>Original nodes of a stream, steps on the host.</summary>
    public const int Names = 256;

    /// <summary>Bytes of the name of a stream or group (HAILO_MAX_STREAM_NAME_SIZE without its end).</summary>
    private const int NameLength = 127;

    /// <summary>Adds to a list that may hold so many.</summary>
    /// <exception cref="HefException">It is full.</exception>
    public static void Add<T>(List<T> list, T item, int most, string what)
    {
        if (list.Count >= most)
        {
            throw HefException.Damaged($"it has more than {most} {what}");
        }

        list.Add(item);
    }

    /// <summary>The name of a stream or group.</summary>
    /// <exception cref="HefException">It is empty or longer than HailoRT allows.</exception>
    public static string Name(string name, string what) => name.Length is > 0 and <= NameLength
        ? name
        : throw HefException.Damaged(name.Length == 0 ? $"{what} has no name" : $"the name of {what} has {name.Length} characters; {NameLength} are allowed");
}
