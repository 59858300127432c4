using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

/// <summary>The commands' way from message to reply, without a broker. At its end no reply may be left that a test did not look at.</summary>
internal sealed class Commander : IAsyncDisposable
{
    public const int Limit = 4096;

    private readonly CommandQueues _queues = new(4L * Limit);
    private readonly CommandIntake _intake;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public Commander(IEnumerable<CommandDefinition> commands, CommandPermissions? permissions = null)
    {
        _intake = new CommandIntake(
            new CommandTable(commands), permissions ?? new CommandPermissions { Burst = 1_000_000 }, Topics, Outbox, _queues, Time,
            new FakeLogger<CommandIntake>(Logs));
        _running = new CommandRunner(_queues, Time, new FakeLogger<CommandRunner>(Logs)).RunAsync(_stopping.Token);
    }

    public NodeTopics Topics { get; } = new("facerec", "edge");

    public Outbox Outbox { get; } = new(100_000, TimeProvider.System);

    public FakeTimeProvider Time { get; } = new();

    public FakeLogCollector Logs { get; } = new();

    public int Pending => _queues.Count;

    /// <summary>A command that says what it was given.</summary>
    public static CommandDefinition Echo(string name, params CommandArgument[] arguments) => new(name, "", (call, _) =>
    {
        var given = new JsonObject();
        foreach (var argument in arguments.Where(argument => call.Has(argument.Name)))
        {
            given[argument.Name] = argument.Kind switch
            {
                ArgumentKind.Text => call.Text(argument.Name),
                ArgumentKind.Number => call.Number(argument.Name),
                ArgumentKind.WholeNumber => call.WholeNumber(argument.Name),
                ArgumentKind.Flag => call.Flag(argument.Name),
                ArgumentKind.Bytes => Convert.ToHexString(call.Bytes(argument.Name)!),
                _ => new JsonArray([.. call.Texts(argument.Name)!.Select(text => JsonValue.Create(text))]),
            };
        }

        return Task.FromResult(CommandReply.Ok(given));
    })
    {
        Arguments = arguments,
    };

    public void Send(string command, byte[] payload, bool retained = false, string? responseTopic = null, byte[]? correlation = null) =>
        _intake.Receive(new IncomingMessage(Topics.Command(command), payload.Length > Limit ? [] : payload, payload.Length, retained)
        {
            ResponseTopic = responseTopic,
            CorrelationData = correlation,
        });

    public void Send(string command, string payload = "") => Send(command, Encoding.UTF8.GetBytes(payload));

    public async Task<OutgoingMessage> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var message = Assert.Single(await Outbox.TakeAsync(1, patience.Token));
        Outbox.Acknowledged(message);
        return message;
    }

    public Task<JsonObject> AskAsync(string command, string payload = "") => AskAsync(command, Encoding.UTF8.GetBytes(payload));

    public async Task<JsonObject> AskAsync(string command, byte[] payload)
    {
        Send(command, payload);
        return Json(await NextAsync());
    }

    public async Task<string?> CodeAsync(string command, string payload = "") => Code(await AskAsync(command, payload));

    public static JsonObject Json(OutgoingMessage message) => JsonNode.Parse(message.Payload.Span)!.AsObject();

    public static string? Code(JsonObject reply) => reply["error"]?["code"]?.GetValue<string>();

    /// <summary>Stops the program; what waits or runs is answered.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        Assert.Empty(Outbox.Drain().Select(message => $"{message.Topic} {message.Text()}"));
    }
}
