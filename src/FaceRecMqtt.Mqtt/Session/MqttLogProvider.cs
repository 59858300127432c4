using System.Text.Json;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Topics;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Forwards warnings and errors to <c>&lt;base&gt;/log</c>, repeated ones folded.</summary>
/// <remarks>What the connection itself has to say is left out: it could not be sent, or would cause itself.</remarks>
public sealed class MqttLogProvider : ILoggerProvider
{
    private const int LongestMessage = 2000;
    private const string OwnSource = "FaceRecMqtt.Mqtt.Session";

    private readonly NodeTopics _topics;
    private readonly Outbox _outbox;
    private readonly LineFolder _folder;

    /// <summary>A provider that writes into the outbox of the node.</summary>
    public MqttLogProvider(NodeTopics topics, Outbox outbox, TimeProvider time)
    {
        _topics = topics;
        _outbox = outbox;
        _folder = new LineFolder(time);
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new ForwardingLogger(this, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
        // Nothing of its own: the outbox belongs to the node.
    }

    private void Forward(string source, LogLevel level, string message)
    {
        var text = message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";
        if (_folder.Fold(source, text) is { } line)
        {
            var payload = new LogLine(level >= LogLevel.Error ? "error" : "warning", line, source);
            _outbox.Post(new OutgoingMessage(
                _topics.Log, JsonSerializer.SerializeToUtf8Bytes(payload, PayloadJson.Form.LogLine), MessageKind.Droppable));
        }
    }

    private sealed class ForwardingLogger(MqttLogProvider provider, string source) : ILogger
    {
        private readonly bool _isOurs = source.StartsWith(OwnSource, StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None && !_isOurs;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var message = formatter(state, exception);
                provider.Forward(source, logLevel, exception is null ? message : $"{message} ({exception.Message})");
            }
        }
    }
}
