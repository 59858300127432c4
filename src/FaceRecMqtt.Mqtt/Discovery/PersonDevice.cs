using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A person as a device. All ids are made of the person's id, so that a renamed person keeps entities and history.</summary>
internal static class PersonDevice
{
    public static Device Of(DeviceIds ids, NodeTopics node, PersonDescription person)
    {
        var state = node.Person(person.Id).State;
        IReadOnlyList<string> online = [node.State];
        return new Device(ids.Person(person.Id), person.Name, "Person", EntityIds.Slug(person.Id),
        [
            new BinarySensorEntity("presence", "Presence", state, "{{ 'ON' if value_json.present else 'OFF' }}", "presence") { Availability = online },
            new SensorEntity("last_seen", "Last seen", state)
            {
                ValueTemplate = "{{ value_json.last_seen }}", DeviceClass = "timestamp", Availability = online,
            },
            new SensorEntity("last_camera", "Last camera", state)
            {
                ValueTemplate = "{{ value_json.camera }}", Availability = online, Icon = "mdi:cctv",
            },
        ])
        {
            Via = ids.Node,
        };
    }
}
