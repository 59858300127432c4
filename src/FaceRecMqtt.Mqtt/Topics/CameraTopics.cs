namespace FaceRecMqtt.Mqtt.Topics;

/// <summary>Every topic of one camera.</summary>
public sealed class CameraTopics
{
    private readonly string _root;

    internal CameraTopics(string nodeRoot, string camera) =>
        _root = $"{nodeRoot}/camera/{TopicName.Checked(camera, nameof(camera))}";

    /// <summary><c>online</c>, <c>offline</c> or <c>disabled</c>.</summary>
    public string State => $"{_root}/state";

    /// <summary>Newest decision: a name, <c>unknown</c>, or <c>nobody</c>.</summary>
    public string Identity => $"{_root}/identity";

    /// <summary>Similarity of the newest decision.</summary>
    public string Similarity => $"{_root}/similarity";

    /// <summary>pre_norm of the newest decision.</summary>
    public string PreNorm => $"{_root}/pre_norm";

    /// <summary>How many faces are in view.</summary>
    public string Faces => $"{_root}/faces";

    /// <summary>Who is in view.</summary>
    public string Present => $"{_root}/present";

    /// <summary>The newest decision record.</summary>
    public string Face => $"{_root}/face";

    /// <summary>Events, one message each.</summary>
    public string Event => $"{_root}/event";

    /// <summary>JPEG of the newest face.</summary>
    public string Snapshot => $"{_root}/snapshot";

    /// <summary>Rates and counts.</summary>
    public string Stats => $"{_root}/stats";

    /// <summary>What people may set.</summary>
    public string Settings => $"{_root}/settings";

    /// <summary>Where one setting is changed.</summary>
    public string Set(string key) => $"{_root}/set/{key}";
}
