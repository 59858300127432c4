using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Cases;

/// <summary>Plays a recorded case to the stand-in.</summary>
internal sealed class CaseRun
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();

    private CaseRun() => Core = new HomeAssistantCore(Broker.Link, _time);

    public HomeAssistantCore Core { get; }

    public MemoryBroker Broker { get; } = new();

    /// <summary>How Home Assistant refused calls.</summary>
    public List<string> CallErrors { get; } = [];

    /// <summary>States before a restart, by entity.</summary>
    public Dictionary<string, string> Before { get; private set; } = [];

    public static CaseRun Of(JsonObject recorded)
    {
        var run = new CaseRun();
        var kind = (string?)recorded["home_assistant"];
        if (kind != "starts_after_publish")
        {
            run.Start();
            run.Broker.Sent.Clear();
        }

        run.Publish(recorded["publish"]);
        if (kind == "starts_after_publish")
        {
            run.Start();
        }

        run.Call(recorded["calls"]);
        if (kind == "restarts_after_publish")
        {
            run.Restart();
        }

        run.Publish(recorded["publish_after_start"]);
        run.Publish(recorded["publish_after_calls"]);
        run.Wait(TimeSpan.FromSeconds(1.5));
        return run;
    }

    private void Start()
    {
        Core.Start();
        while (!Core.IsBorn)
        {
            Wait(Step);
        }
    }

    private void Restart()
    {
        Wait(TimeSpan.FromSeconds(1));
        Before = Core.States.Entities.ToDictionary(entity => entity, entity => Core.States.Find(entity)!.Value.State);
        Core.Stop();
        Wait(TimeSpan.FromSeconds(1));
        Start();
    }

    private void Publish(JsonNode? messages)
    {
        foreach (var message in messages?.AsArray() ?? [])
        {
            var payload = (string?)message!["payload"] is { } text ? Encoding.UTF8.GetBytes(text) : Convert.FromBase64String((string)message["payload_base64"]!);
            Broker.Publish((string)message["topic"]!, payload, (bool)message["retain"]!);
            Broker.DeliverTo(Core);
            Wait(TimeSpan.FromMilliseconds((int)message["after_ms"]!));
        }
    }

    private void Call(JsonNode? calls)
    {
        foreach (var call in calls?.AsArray() ?? [])
        {
            try
            {
                Core.Call((string)call!["action"]!, (string)call["entity_id"]!, call["data"]!.AsObject());
            }
            catch (CallError error)
            {
                CallErrors.Add(error.Message);
            }

            Broker.DeliverTo(Core);
        }
    }

    private void Wait(TimeSpan pause)
    {
        for (var left = pause; left > TimeSpan.Zero; left -= Step)
        {
            _time.Advance(left < Step ? left : Step);
            Broker.DeliverTo(Core);
        }
    }
}
