using System.Globalization;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether the clock can be right: events carry the time of capture.</summary>
internal static class ClockCheck
{
    /// <summary>Looks at the clock and whether systemd says it is set by the network.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="synchronizedMark">File that systemd-timesyncd makes once the clock is set.</param>
    public static Finding Look(TimeProvider time, string synchronizedMark = "/run/systemd/timesync/synchronized")
    {
        var now = time.GetUtcNow();
        var text = now.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        // A board without a battery clock starts in 1970 or at the time of its image; the program is younger than both.
        if (now.Year < 2026)
        {
            return Finding.Fail("clock", text, "the clock is wrong: set it, or wait for the network time");
        }

        return File.Exists(synchronizedMark)
            ? Finding.Ok("clock", $"{text}, set by the network")
            : Finding.Ok("clock", text);
    }
}
