using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Enrolling;

/// <summary>Whom the next enrolment is for, when the command does not say. Kept in memory alone: after a restart it is nobody. Safe on any thread.</summary>
/// <param name="publish">Says the settings in force; returns at once.</param>
internal sealed class EnrollName(Action<NodeSettings> publish)
{
    private volatile PersonName? _name;

    /// <summary>The settings in force.</summary>
    public NodeSettings Settings => new(_name?.Text ?? "");

    /// <summary>Takes what somebody typed; empty for nobody.</summary>
    /// <returns>The settings in force; null when it cannot be a name.</returns>
    public NodeSettings? Apply(NodeSettingChange change)
    {
        var name = PersonName.Parse(change.EnrollName, out _);
        if (name is null && change.EnrollName.Trim().Length > 0)
        {
            return null;
        }

        _name = name;
        return Settings;
    }

    /// <summary>The name a command is for.</summary>
    /// <param name="given">What the command says; null for nothing.</param>
    /// <param name="problem">The reply when there is no good name.</param>
    public PersonName? Find(string? given, out CommandReply? problem)
    {
        var wrong = "No name was given. Send one, or set it before (set/enroll_name).";
        var name = given is null ? _name : PersonName.Parse(given, out wrong);
        problem = name is null ? CommandReply.Failed(CommandError.BadRequest, wrong!) : null;
        return name;
    }

    /// <summary>Somebody was learned: the name has served its purpose.</summary>
    public void Used(PersonName name)
    {
        if (_name is { } kept && kept.Key == name.Key && Interlocked.CompareExchange(ref _name, null, kept) == kept)
        {
            publish(Settings);
        }
    }
}
