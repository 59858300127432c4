namespace FaceRecMqtt.Mqtt.Topics;

/// <summary>Every topic of one person.</summary>
public sealed class PersonTopics
{
    private readonly string _root;

    internal PersonTopics(string nodeRoot, string person) =>
        _root = $"{nodeRoot}/person/{TopicName.Checked(person, nameof(person))}";

    /// <summary>Whether the person is here, and when and where they were seen last.</summary>
    public string State => $"{_root}/state";
}
