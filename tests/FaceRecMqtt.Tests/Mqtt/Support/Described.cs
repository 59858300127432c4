using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;

namespace FaceRecMqtt.Tests.Mqtt.Support;

/// <summary>A node with one camera that has said all it has to say: eight retained states.</summary>
internal static class Described
{
    public static void Fully(MqttNode node) => Fully(node, []);

    public static void Fully(MqttNode node, params string[] people)
    {
        node.Camera("front").State(CameraState.Online);
        node.Camera("front").InView(0, []);
        node.Node.Info(["front"], new CommandTable([]), []);
        node.Devices.Describe(["cpu"], [new CameraDescription("front", true)]);
        node.Devices.DescribePeople([.. people.Select(person => new PersonDescription(person, person))]);
    }
}
