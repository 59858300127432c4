using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Unknowns;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Everything about unknown people, joined.</summary>
internal sealed class NodeUnknowns : IDisposable
{
    private readonly UnknownCare _care;

    /// <summary>Reads who is remembered; nothing runs yet.</summary>
    public NodeUnknowns(
        NodeConfiguration configuration, FaceGallery gallery, ActiveBackend active, SecondLookDesk desk, TimeProvider time, ILoggerFactory loggers)
    {
        var options = new UnknownsOptions { Keep = TimeSpan.FromDays(configuration.Unknowns.KeepDays) };
        People = new UnknownPeople(gallery, active, options, time, loggers.CreateLogger<UnknownPeople>());
        if (options.IsStored)
        {
            // What lies in memory only is not the gallery's, and has a lock of its own.
            gallery.Replaced += People.Reload;
        }

        Assignment = new UnknownAssignment(
            People, gallery, active, configuration.Enrolment.ToEnrolment(configuration.Recognition), loggers.CreateLogger<UnknownAssignment>());
        _care = new UnknownCare(People, gallery, active, desk, time, loggers.CreateLogger<UnknownCare>());
    }

    /// <summary>Gives them ids.</summary>
    public UnknownPeople People { get; }

    /// <summary>Gives them names.</summary>
    public UnknownAssignment Assignment { get; }

    /// <summary>What can be commanded.</summary>
    public IEnumerable<CommandDefinition> Commands => UnknownsCommands.Of(People, Assignment);

    /// <summary>Cares for them until stopped.</summary>
    public Task RunAsync(CancellationToken stopping) => _care.RunAsync(stopping);

    /// <summary>Forgets what was in memory only.</summary>
    public void Dispose() => People.Dispose();
}
