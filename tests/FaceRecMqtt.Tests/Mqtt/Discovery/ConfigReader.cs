using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Cases;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

/// <summary>A Home Assistant without a network that reads what a node says.</summary>
internal sealed class ConfigReader
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryBroker _broker = new();

    public ConfigReader(bool isNew = true)
    {
        Core = new HomeAssistantCore(_broker.Link, _time, isNew) { Spacing = TimeSpan.FromSeconds(2) };
        Core.Start();
        Wait(10);
    }

    public HomeAssistantCore Core { get; }

    /// <summary>Takes configurations by device id.</summary>
    public void Take(IEnumerable<KeyValuePair<string, JsonObject>> configs)
    {
        foreach (var (id, config) in configs)
        {
            Publish($"homeassistant/device/{id}/config", Encoding.UTF8.GetBytes(config.ToJsonString()));
        }

        Wait(3);
    }

    /// <summary>Takes what a node published.</summary>
    public void Take(IEnumerable<OutgoingMessage> messages)
    {
        foreach (var message in messages)
        {
            Publish(message.Topic, message.Payload.ToArray());
        }

        Wait(3);
    }

    /// <summary>Says something retained.</summary>
    public void Take(string topic, string payload)
    {
        Publish(topic, Encoding.UTF8.GetBytes(payload));
        Wait(1);
    }

    /// <summary>State of the entity with a unique id; null when there is none.</summary>
    public string? StateOf(string uniqueId) =>
        Core.Registry.Entries.Find(entry => entry.UniqueId == uniqueId) is { } entry ? Core.States.Find(entry.EntityId)?.State : null;

    /// <summary>No warning, no error, nothing dropped.</summary>
    public void AssertGood()
    {
        Assert.Empty(Core.Journal.Problems);
        Assert.Empty(Core.Complaints);
    }

    private void Publish(string topic, byte[] payload)
    {
        _broker.Publish(topic, payload, retain: true);
        _broker.DeliverTo(Core);
    }

    private void Wait(double seconds)
    {
        for (var left = seconds; left > 0; left -= 0.1)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            _broker.DeliverTo(Core);
        }
    }
}
