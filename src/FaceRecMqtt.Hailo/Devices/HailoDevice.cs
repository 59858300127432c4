using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>The one Hailo device of this process, shared by all backends that compute on it: open while one of them uses it. Safe on any thread.</summary>
/// <remarks>
/// A second virtual device would be refused as busy, so a backend that is switched to puts its models beside those of the one that still serves.
/// A session that failed or carries too many unused models is retired: its users leave it, the last one closes it, and the next opens a new one.
/// </remarks>
/// <param name="library">The library's file; null for the usual ones.</param>
/// <param name="system">What the kernel shows.</param>
public sealed class HailoDevice(string? library, HailoSystem system)
{
    private readonly Lock _gate = new();
    private DeviceSession? _session;
    private int _users;

    /// <summary>What the device warns of, worst first; asks it nothing, so it cannot block.</summary>
    public IReadOnlyList<DeviceAlarm> Alarms => Volatile.Read(ref _session)?.Alarms ?? [];

    /// <summary>How the device is; null while it is not open. Takes a few control calls, so not for a thread in a hurry.</summary>
    public HailoHealth? ReadHealth()
    {
        try
        {
            return Volatile.Read(ref _session)?.ReadHealth();
        }
        catch (ObjectDisposedException)
        {
            return null; // It was closed meanwhile.
        }
    }

    /// <summary>Joins the open session or opens one; blocks for as long as the library takes.</summary>
    /// <exception cref="BackendException">The device cannot be opened, or its last session is not closed yet.</exception>
    internal DeviceSession Enter()
    {
        lock (_gate)
        {
            if (_session is { IsRetired: true })
            {
                throw DeviceProblem.Lost("The Hailo device is about to be opened again").ToException();
            }

            _session ??= DeviceSession.Open(library, system);
            _users++;
            return _session;
        }
    }

    /// <summary>Leaves a session; the last user closes it.</summary>
    /// <param name="session">What <see cref="Enter"/> gave.</param>
    internal void Leave(DeviceSession session)
    {
        lock (_gate)
        {
            if (--_users == 0)
            {
                _session = null;
                session.Dispose();
            }
        }
    }
}
