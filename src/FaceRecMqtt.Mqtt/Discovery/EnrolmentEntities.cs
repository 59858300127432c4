using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>How a person is enrolled from Home Assistant: type a name and press the button, or send the name as a notification, and follow the steps.</summary>
internal static class EnrolmentEntities
{
    /// <summary>Longest name of a person, Unicode characters; the gallery's rule.</summary>
    public const int LongestName = 100;

    /// <summary>The entities.</summary>
    /// <param name="topics">The node's topics.</param>
    /// <param name="offers">Whether a command exists and is allowed.</param>
    public static IEnumerable<Entity> Of(NodeTopics topics, Func<string, bool> offers)
    {
        var enrolls = offers("enroll");
        // The name and the steps serve the cameras' button Learn too.
        var teaches = enrolls || offers("learn");
        IReadOnlyList<string> online = [topics.State];
        return
        [
            new TextEntity("enroll_name", "Enroll name", topics.Settings, "{{ value_json.enroll_name }}", topics.Set("enroll_name"), LongestName)
            {
                Availability = online, Icon = "mdi:account-edit", IsOffered = teaches,
            },
            // Whom to enroll is what was typed as the name, so nothing is said here.
            new ButtonEntity("enroll", "Enroll", topics.Command("enroll"), "{}")
            {
                Availability = online, Icon = "mdi:account-plus", IsOffered = enrolls,
            },
            new NotifyEntity("enroll_notify", "Enroll by name", topics.Command("enroll"))
            {
                Availability = online, Icon = "mdi:account-plus", IsOffered = enrolls,
            },
            new SensorEntity("enroll_step", "Enrollment", topics.EnrollState)
            {
                ValueTemplate = "{{ value_json.step }}",
                AttributesTopic = topics.EnrollState,
                Availability = online,
                Icon = "mdi:face-man-shimmer",
                IsOffered = teaches,
            },
        ];
    }
}
