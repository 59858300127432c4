using System.Text.Json;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Enrolling;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Node.Enrolling;

/// <summary>The commands that teach people, on a node without cameras: what cannot be done is refused in words that help, and a name typed before stays.</summary>
public sealed class EnrolmentDeskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FaceGallery _gallery;
    private readonly Outbox _outbox = new(100, TimeProvider.System);
    private readonly UnknownPeople _people;
    private readonly EnrolmentDesk _desk;

    public EnrolmentDeskTests()
    {
        _gallery = Painted.Gallery(_folder);
        var publisher = new NodePublisher(
            new MqttOptions { Node = "edge", NodeId = "7f3a" }, new NodeTopics("facerec", "edge"), _outbox, TimeProvider.System);
        var active = new ActiveBackend();
        var cameras = new CameraSet(_ => throw new InvalidOperationException("No cameras."), new CameraTurns(active), new CameraReports(), active);
        _people = new UnknownPeople(_gallery, active, new UnknownsOptions(), TimeProvider.System, NullLogger.Instance);
        var unknowns = new UnknownAssignment(_people, _gallery, active, new EnrolmentOptions(), NullLogger.Instance);
        _desk = new EnrolmentDesk(new NodeConfiguration(), cameras, active, _gallery, new LiveLooks(), unknowns, () => publisher, TimeProvider.System);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _people.Dispose();
        _gallery.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void At_the_start_no_name_is_set_and_nobody_is_being_learned()
    {
        _desk.Begin();
        var said = _outbox.Drain();
        Assert.Equal("""{"enroll_name":""}""", said.Single(message => message.Topic == "facerec/edge/settings").Text());
        using var state = JsonDocument.Parse(said.Single(message => message.Topic == "facerec/edge/enroll/state").Payload);
        Assert.Equal("idle", state.RootElement.GetProperty("step").GetString());
    }

    [Theory]
    [InlineData("enroll", null, null, CommandError.BadRequest, "set/enroll_name")]
    [InlineData("learn", null, null, CommandError.BadRequest, "set/enroll_name")]
    [InlineData("enroll", "unknown", null, CommandError.BadRequest, "unknown")]
    [InlineData("enroll", "Anna", null, CommandError.BadRequest, "No camera is switched on")]
    [InlineData("enroll", "Anna", "attic", CommandError.NotFound, "no cameras")]
    [InlineData("learn", "Anna", null, CommandError.BadRequest, "no cameras")]
    [InlineData("learn", "Anna", "attic", CommandError.NotFound, "no cameras")]
    public async Task What_cannot_be_done_is_refused_in_words_that_help(string command, string? name, string? camera, CommandError error, string words)
    {
        var reply = await Send(command, ("name", name), ("camera", camera));
        Assert.Equal(error, reply.Error);
        Assert.Contains(words, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_and_a_camera_at_once_are_refused() =>
        Assert.Equal(CommandError.BadRequest, (await Send("enroll", ("name", "Anna"), ("camera", "door"), ("image", new byte[] { 1 }))).Error);

    [Fact]
    public async Task A_name_typed_before_is_used_and_stays_when_nobody_was_learned()
    {
        Assert.Equal(new NodeSettings("Anna"), _desk.Apply(new NodeSettingChange("Anna")));
        Assert.Contains("This is not", (await Send("enroll", ("image", new byte[] { 1, 2, 3 }))).Message, StringComparison.Ordinal);
        Assert.Equal(new NodeSettings("Anna"), _desk.Apply(new NodeSettingChange(" Anna ")));
        Assert.Empty(_outbox.Drain());
    }

    private Task<CommandReply> Send(string command, params (string Name, object? Value)[] arguments) =>
        _desk.Commands.Single(definition => definition.Name == command).Run(
            new CommandCall(command, arguments.Where(argument => argument.Value is not null).ToDictionary(argument => argument.Name, argument => argument.Value!)),
            CancellationToken.None);
}
