namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>A moment until which something is waited for.</summary>
internal readonly struct Deadline
{
    private readonly TimeSpan _timeout;
    private readonly long _started;

    private Deadline(TimeSpan timeout)
    {
        _timeout = timeout;
        _started = TimeProvider.System.GetTimestamp();
    }

    public static Deadline In(TimeSpan timeout) => new(timeout);

    /// <summary>What is left; zero when it has passed.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = _timeout - TimeProvider.System.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Waits for something, at most until the deadline; false when it did not happen.</summary>
    public async Task<bool> WaitAsync(Task happening)
    {
        var left = Left;
        if (left == TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            await happening.WaitAsync(left);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
