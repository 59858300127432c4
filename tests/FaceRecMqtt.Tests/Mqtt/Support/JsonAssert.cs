using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.Support;

internal static class JsonAssert
{
    /// <summary>Equal but for the order of keys.</summary>
    public static void Equal(string expected, JsonNode actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual.ToJsonString())), $"Expected {expected}\nbut got  {actual.ToJsonString()}");
}
