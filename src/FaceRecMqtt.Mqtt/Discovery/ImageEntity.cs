using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A JPEG as raw bytes.</summary>
internal sealed record ImageEntity(string Key, string Name, string ImageTopic) : Entity("image", Key, Name)
{
    protected override void Fill(JsonObject json)
    {
        json["image_topic"] = ImageTopic;
        json["content_type"] = "image/jpeg";
    }
}
