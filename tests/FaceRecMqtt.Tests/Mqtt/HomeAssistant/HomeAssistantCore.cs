using System.Globalization;
using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Stands in for Home Assistant's MQTT integration, of version 2025.1.4 or with what became stricter until 2026. Safe on any thread.</summary>
/// <param name="link">How it reaches its broker.</param>
/// <param name="time">Clock.</param>
/// <param name="isNew">Whether the stricter rules hold.</param>
/// <param name="prefix">Discovery prefix.</param>
internal sealed class HomeAssistantCore(BrokerLink link, TimeProvider time, bool isNew = false, string prefix = "homeassistant")
{
    // Subscriptions of one moment are one request.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly List<Listener> _listeners = [];
    private readonly List<string> _toSubscribe = [];
    private readonly List<IDisposable> _timers = [];
    private readonly Dictionary<string, JsonNode> _saved = new(StringComparer.Ordinal);
    private Discovery? _discovery;
    private int _run;
    private long _moments;

    /// <summary>Everything here is done under it.</summary>
    public Lock Gate { get; } = new();

    public Journal Journal { get; } = new();

    public StateMachine States { get; } = new();

    public Registry Registry { get; } = new();

    /// <summary>What no version logs but a good program avoids.</summary>
    public List<string> Complaints { get; } = [];

    public bool IsConnected { get; private set; }

    /// <summary>Whether it said at the broker that it runs.</summary>
    public bool IsBorn { get; private set; }

    /// <summary>How long discovery must be quiet before it says so.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(5.5);

    /// <summary>A configuration that comes again sooner is a complaint; zero, the default, for none: on a busy machine messages bunch up on their way.</summary>
    public TimeSpan Spacing { get; init; }

    public bool IsNew => isNew;

    public TimeProvider Time => time;

    public string Prefix => prefix;

    /// <summary>Raised under the gate after anything that may have changed something.</summary>
    public event Action? Changed;

    /// <summary>Entities that are alive.</summary>
    public IEnumerable<MqttEntity> Entities => _discovery?.Entities ?? [];

    private string StatusTopic => $"{prefix}/status";

    /// <summary>Starts: shows what the registry knows as unavailable, and looks for configurations.</summary>
    public void Start()
    {
        lock (Gate)
        {
            (_run, IsConnected, IsBorn) = (_run + 1, true, false);
            foreach (var entry in Registry.Entries.Where(entry => !entry.IsDisabled))
            {
                var attributes = entry.Capabilities.DeepClone().AsObject();
                attributes["restored"] = true;
                attributes["friendly_name"] = entry.OriginalName;
                States.Write(entry.EntityId, "unavailable", attributes, force: false);
            }

            _discovery = new Discovery(this);
            _discovery.Listen();
            AwaitBirth();
            Changed?.Invoke();
        }
    }

    /// <summary>Ends cleanly; the registries and a few states stay.</summary>
    public void Stop()
    {
        lock (Gate)
        {
            link.Publish(new SentMessage(StatusTopic, "offline", 0, Retain: false));
            foreach (var entity in Entities)
            {
                if (entity.Saved is { } saved)
                {
                    _saved[entity.Entry.EntityId] = saved;
                }
            }

            foreach (var filter in _listeners.Select(listener => listener.Filter).Distinct().ToList())
            {
                link.Unsubscribe(filter);
            }

            _listeners.Clear();
            _toSubscribe.Clear();
            _discovery = null;
            States.Clear();
            (_run, IsConnected, IsBorn) = (_run + 1, false, false);
            Changed?.Invoke();
        }
    }

    /// <summary>The connection broke: everything is unavailable.</summary>
    public void ConnectionLost()
    {
        lock (Gate)
        {
            IsConnected = false;
            WriteAll();
            Changed?.Invoke();
        }
    }

    /// <summary>Connected again: subscribes anew and says that it runs.</summary>
    public void Reconnected()
    {
        lock (Gate)
        {
            (IsConnected, IsBorn) = (true, false);
            foreach (var listener in _listeners)
            {
                listener.Reconnected();
                Subscribe(listener.Filter);
            }

            WriteAll();
            AwaitBirth();
            Changed?.Invoke();
        }
    }

    /// <summary>Takes a message of the broker.</summary>
    public void Receive(Message message)
    {
        lock (Gate)
        {
            foreach (var listener in _listeners.ToArray())
            {
                listener.Take(message, Journal);
            }

            Changed?.Invoke();
        }
    }

    /// <summary>An action as a user or an automation calls it; of an entity that is unavailable nothing happens.</summary>
    /// <param name="action"><c>select.select_option</c>.</param>
    /// <param name="entity">Entity id.</param>
    /// <param name="data">Arguments.</param>
    /// <exception cref="CallError">Home Assistant refuses.</exception>
    public void Call(string action, string entity, JsonObject data)
    {
        lock (Gate)
        {
            var called = Entities.FirstOrDefault(known => known.Entry.EntityId == entity) ?? throw new CallError($"There is no entity {entity}.");
            if (called.IsAvailable)
            {
                called.Call(action.Split('.')[1], data);
            }
        }
    }

    public void Listen(Listener listener)
    {
        _listeners.Add(listener);
        Subscribe(listener.Filter);
    }

    public void Forget(Listener listener)
    {
        _listeners.Remove(listener);
        if (!_listeners.Exists(other => other.Filter == listener.Filter))
        {
            _toSubscribe.Remove(listener.Filter);
            link.Unsubscribe(listener.Filter);
        }
    }

    public void Publish(string topic, string payload, int qos, bool retain) => link.Publish(new SentMessage(topic, payload, qos, retain));

    public void LogTemplate(string level, string message)
    {
        if (level == "ERROR")
        {
            Journal.Error("helpers.template", message);
        }
        else
        {
            Journal.Warning("helpers.template", message);
        }
    }

    /// <summary>Does something later, unless the program ended meanwhile.</summary>
    public IDisposable After(TimeSpan pause, Action action)
    {
        var run = _run;
        var timer = time.CreateTimer(
            _ =>
            {
                lock (Gate)
                {
                    if (run == _run)
                    {
                        action();
                        Changed?.Invoke();
                    }
                }
            },
            null,
            pause,
            Timeout.InfiniteTimeSpan);
        // A timer that nobody holds may be collected before it fires.
        _timers.Add(timer);
        return timer;
    }

    /// <summary>The time as a state, never the same twice.</summary>
    public string Moment()
    {
        _moments = Math.Max(_moments + TimeSpan.TicksPerMillisecond, time.GetUtcNow().UtcTicks);
        return new DateTimeOffset(_moments, TimeSpan.Zero).ToString("yyyy-MM-ddTHH:mm:ss.fff+00:00", CultureInfo.InvariantCulture);
    }

    /// <summary>What was kept of an entity over the last restart.</summary>
    public JsonNode? SavedOf(string entity) => _saved.GetValueOrDefault(entity);

    private void Subscribe(string filter)
    {
        if (_toSubscribe.Count == 0)
        {
            After(Gathering, () =>
            {
                var filters = _toSubscribe.ToArray();
                _toSubscribe.Clear();
                Array.ForEach(filters, link.Subscribe);
            });
        }

        if (!_toSubscribe.Contains(filter))
        {
            _toSubscribe.Add(filter);
        }
    }

    private void AwaitBirth()
    {
        var quiet = _discovery!.Quiet;
        After(quiet < Settling ? Settling - quiet : TimeSpan.FromMilliseconds(1), () =>
        {
            if (_discovery.Quiet < Settling)
            {
                AwaitBirth();
            }
            else if (!IsBorn)
            {
                IsBorn = true;
                Journal.Info("components.mqtt.client", "MQTT client initialized, birth message sent");
                link.Publish(new SentMessage(StatusTopic, "online", 0, Retain: false));
            }
        });
    }

    private void WriteAll()
    {
        foreach (var entity in Entities)
        {
            entity.Write();
        }
    }
}
