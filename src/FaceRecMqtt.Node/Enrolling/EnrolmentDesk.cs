using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Node.Enrolling;

/// <summary>Everything that teaches people by command, joined.</summary>
internal sealed class EnrolmentDesk : IDisposable
{
    private readonly EnrollName _name;
    private readonly EnrolmentDisplay _display;
    private readonly Func<NodePublisher> _publisher;

    /// <summary>Joins; nothing is published yet.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="cameras">The cameras.</param>
    /// <param name="active">Which backend serves.</param>
    /// <param name="gallery">Where people are kept.</param>
    /// <param name="live">Where cameras offer what they see.</param>
    /// <param name="unknowns">Gives names to unknown people who came by.</param>
    /// <param name="publisher">Publishes; asked for not before <see cref="Begin"/>.</param>
    /// <param name="time">Clock.</param>
    public EnrolmentDesk(
        NodeConfiguration configuration,
        CameraSet cameras,
        ActiveBackend active,
        FaceGallery gallery,
        LiveLooks live,
        UnknownAssignment unknowns,
        Func<NodePublisher> publisher,
        TimeProvider time)
    {
        _publisher = publisher;
        _name = new EnrollName(settings => publisher().Settings(settings));
        _display = new EnrolmentDisplay(state => publisher().Enroll(state), time);
        var rules = configuration.Enrolment.ToEnrolment(configuration.Recognition);
        var teaching = new LiveTeaching(new LiveEnrolment(active, gallery, live, rules, time), _display, configuration.Enrolment);
        Commands =
        [
            new EnrollCommand(cameras, new PictureEnrolment(active, gallery, rules), teaching, _name, time) { Unknowns = unknowns }.Definition,
            new LearnCommand(cameras, teaching, _name).Definition,
        ];
    }

    /// <summary><c>enroll</c> and <c>learn</c>.</summary>
    public IReadOnlyList<CommandDefinition> Commands { get; }

    /// <summary>Says what holds at the start: no name is set, nobody is being learned.</summary>
    public void Begin()
    {
        _publisher().Settings(_name.Settings);
        _display.Begin();
    }

    /// <summary>Changes a setting.</summary>
    /// <returns>The settings in force; null when the change is refused.</returns>
    public NodeSettings? Apply(NodeSettingChange change) => _name.Apply(change);

    /// <inheritdoc/>
    public void Dispose() => _display.Dispose();
}
