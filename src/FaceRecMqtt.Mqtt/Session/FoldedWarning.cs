using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Says a problem once, and again only when it changes or has lasted for ten more minutes.</summary>
internal sealed class FoldedWarning(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private string? _said;
    private long _saidAt;

    public void Say(string problem, TimeSpan pause)
    {
        if (problem == _said && time.GetElapsedTime(_saidAt) < Again)
        {
            Log.StillNotConnected(logger, problem, pause);
            return;
        }

        _said = problem;
        _saidAt = time.GetTimestamp();
        Log.NotConnected(logger, problem);
    }

    /// <summary>The problem is over; it is said again should it return.</summary>
    public void Over() => _said = null;
}
