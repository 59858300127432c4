namespace FaceRecMqtt.Mqtt.Topics;

/// <summary>Every topic of one node; nothing else in the program spells a topic.</summary>
public sealed class NodeTopics
{
    /// <summary>Topics below <c>&lt;baseTopic&gt;/&lt;node&gt;</c>.</summary>
    /// <param name="baseTopic">First levels, without <c>+</c>, <c>#</c> and a slash at either end; <c>facerec</c> by default.</param>
    /// <param name="node">Node's name, see <see cref="TopicName"/>.</param>
    /// <exception cref="ArgumentException">One of them cannot be a part of a topic.</exception>
    public NodeTopics(string baseTopic, string node)
    {
        if (baseTopic.Length == 0 || baseTopic.AsSpan().ContainsAny("+#\0") || baseTopic.StartsWith('/') || baseTopic.EndsWith('/')
            || baseTopic.StartsWith('$'))
        {
            throw new ArgumentException($"'{baseTopic}' is no base topic: it must not be empty, contain + or #, begin with $ or /, or end in /.",
                nameof(baseTopic));
        }

        Node = TopicName.Checked(node, nameof(node));
        Root = $"{baseTopic}/{node}";
    }

    /// <summary>Node's name.</summary>
    public string Node { get; }

    /// <summary><c>&lt;base&gt;</c> of the contract.</summary>
    public string Root { get; }

    /// <summary><c>online</c> or <c>offline</c>; the will.</summary>
    public string State => $"{Root}/state";

    /// <summary>What the node is.</summary>
    public string Info => $"{Root}/info";

    /// <summary>Backends and the active one.</summary>
    public string Backend => $"{Root}/backend";

    /// <summary>How the node is.</summary>
    public string Health => $"{Root}/health";

    /// <summary>Warnings and errors.</summary>
    public string Log => $"{Root}/log";

    /// <summary>What people may set on the node.</summary>
    public string Settings => $"{Root}/settings";

    /// <summary>Filter of the node's settings.</summary>
    public string AllSettings => $"{Root}/set/+";

    /// <summary>Where guided enrolment stands.</summary>
    public string EnrollState => $"{Root}/enroll/state";

    /// <summary>Filter of everything that is said of people.</summary>
    public string AllPeople => $"{Root}/person/+/+";

    /// <summary>Filter of all commands.</summary>
    public string Commands => $"{Root}/command/#";

    /// <summary>Filter of all camera settings.</summary>
    public string CameraSettings => $"{Root}/camera/+/set/+";

    /// <summary>Filter of everything the cameras publish.</summary>
    public string AllCameras => $"{Root}/camera/+/+";

    /// <summary>Topics of one camera.</summary>
    /// <exception cref="ArgumentException">The name cannot be a part of a topic.</exception>
    public CameraTopics Camera(string camera) => new(Root, camera);

    /// <summary>Topics of one person.</summary>
    /// <exception cref="ArgumentException">The id cannot be a part of a topic.</exception>
    public PersonTopics Person(string id) => new(Root, id);

    /// <summary>Where one of the node's settings is changed.</summary>
    public string Set(string key) => $"{Root}/set/{key}";

    /// <summary>Where a command is sent.</summary>
    public string Command(string name) => $"{Root}/command/{name}";

    /// <summary>Where a command is answered.</summary>
    public string Response(string name) => $"{Root}/response/{name}";

    /// <summary>What follows <c>&lt;base&gt;/command/</c>; null for any other topic.</summary>
    public string? CommandIn(string topic)
    {
        var prefix = $"{Root}/command/";
        return topic.StartsWith(prefix, StringComparison.Ordinal) ? topic[prefix.Length..] : null;
    }

    /// <summary>Camera and key of <c>&lt;base&gt;/camera/&lt;camera&gt;/set/&lt;key&gt;</c>; null for any other topic.</summary>
    public (string Camera, string Key)? SettingIn(string topic)
    {
        var prefix = $"{Root}/camera/";
        return topic.StartsWith(prefix, StringComparison.Ordinal) && topic[prefix.Length..].Split('/') is [var camera, "set", var key]
            ? (camera, key)
            : null;
    }

    /// <summary>Key of <c>&lt;base&gt;/set/&lt;key&gt;</c>; null for any other topic.</summary>
    public string? NodeSettingIn(string topic)
    {
        var prefix = $"{Root}/set/";
        return topic.StartsWith(prefix, StringComparison.Ordinal) && topic[prefix.Length..] is var key && !key.Contains('/', StringComparison.Ordinal) ? key : null;
    }

    /// <summary>Camera in <c>&lt;base&gt;/camera/&lt;camera&gt;/…</c>; null for any other topic.</summary>
    public string? CameraIn(string topic)
    {
        var prefix = $"{Root}/camera/";
        return topic.StartsWith(prefix, StringComparison.Ordinal) && topic[prefix.Length..].Split('/') is [var camera, _, ..] ? camera : null;
    }

    /// <summary>Person in <c>&lt;base&gt;/person/&lt;id&gt;/…</c>; null for any other topic.</summary>
    public string? PersonIn(string topic)
    {
        var prefix = $"{Root}/person/";
        return topic.StartsWith(prefix, StringComparison.Ordinal) && topic[prefix.Length..].Split('/') is [var person, _, ..] ? person : null;
    }
}
