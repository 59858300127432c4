namespace FaceRecMqtt.Recognition.Switching;

/// <summary>What became of a switch. Whatever is not <see cref="Switched"/> left the old backend serving, untouched; only one that was to be opened anew is gone.</summary>
public abstract record SwitchResult
{
    private SwitchResult()
    {
    }

    /// <summary>The backend serves now.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Embedded">Samples that had to be embedded.</param>
    /// <param name="Took">From the call to the swap.</param>
    public sealed record Switched(string Name, int Embedded, TimeSpan Took) : SwitchResult;

    /// <summary>It serves already.</summary>
    public sealed record AlreadyActive : SwitchResult;

    /// <summary>No backend of that name is configured.</summary>
    public sealed record NotFound : SwitchResult;

    /// <summary>Another switch runs.</summary>
    /// <param name="SwitchingTo">Where that one leads.</param>
    public sealed record Busy(string SwitchingTo) : SwitchResult;

    /// <summary>It could not be opened, failed its test, or could not embed the gallery.</summary>
    /// <param name="Problem">Why, and what helps.</param>
    public sealed record Failed(string Problem) : SwitchResult;

    /// <summary>Called off before the swap.</summary>
    public sealed record Cancelled : SwitchResult;
}
