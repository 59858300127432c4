using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.Configuration.Schema;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Configuration.Sources;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.Configuration;

/// <summary>Everything the program can be told, checked: every value is in its range and names agree with each other.</summary>
internal sealed record NodeConfiguration
{
    [Setting("Who this node is.")]
    public NodeSection Node { get; init; } = new();

    [Setting("Where it keeps what it must not lose.")]
    public DataSection Data { get; init; } = new();

    [Setting("The log.")]
    public LogSection Log { get; init; } = new();

    [Setting("The broker and what is told to it.")]
    public MqttSection Mqtt { get; init; } = new();

    [Setting("The cameras. They may also be video files or folders of pictures.")]
    public IReadOnlyList<CameraSection> Cameras { get; init; } = [];

    [Setting("What detects and recognises. Several may be named; one is active, the command `backend` switches between them.")]
    public IReadOnlyList<BackendSection> Backends { get; init; } = [new BackendSection()];

    [Setting("Name of the active backend. What the command `backend` chooses holds, also after a restart, until this line is changed.", Example = "cpu", WhenAbsent = "the first of backends")]
    public string? Backend { get; init; }

    [Setting("Who decides: fixed (the active backend alone) or auto (also the CPU, where an NPU is not sure). What the command `backend/policy` chooses holds, also after a restart, until this line is changed.")]
    public DecisionPolicy Policy { get; init; } = DecisionPolicy.Fixed;

    [Setting("The policy auto.")]
    public AutoSection Auto { get; init; } = new();

    [Setting("How faces are looked for and decided.")]
    public RecognitionSection Recognition { get; init; } = new();

    [Setting("Who is here: what automations are told of comings and goings.")]
    public PresenceSection Presence { get; init; } = new();

    [Setting("What a picture must offer to be learned from.")]
    public EnrolmentSection Enrolment { get; init; } = new();

    [Setting("What is remembered of people nobody has named.")]
    public UnknownsSection Unknowns { get; init; } = new();

    [Setting("What may be commanded over MQTT.")]
    public CommandsSection Commands { get; init; } = new();

    [Setting("Pictures of faces sent to the broker.")]
    public SnapshotsSection Snapshots { get; init; } = new();

    /// <summary>Absolute path of the data folder.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>Absolute path of the folder of <c>backups/</c> and <c>exports/</c>; the data folder unless people reach another one better.</summary>
    public string ArchivesFolder { get => field ?? DataFolder; init; }

    /// <summary>The gallery's file.</summary>
    public string GalleryPath { get => field ?? Path.Combine(DataFolder, "gallery.db"); init; }

    /// <summary>Where model packs lie.</summary>
    public PackShelves Packs => new(DataFolder, Data.Shipped);

    /// <summary>The backend that is active at the start.</summary>
    public BackendSection ActiveBackend => Backends.First(entry => Backend is null || entry.Name == Backend);

    /// <summary>Name of the backend that is asked under the policy auto; null where there is none.</summary>
    public string? Companion => Auto.Companion ?? Backends.FirstOrDefault(entry => entry.Kind == BackendKind.Onnx)?.Name;

    /// <summary>Where each given key stands, by its path (<c>cameras[0].source</c>); a section's path gives its beginning.</summary>
    public IReadOnlyDictionary<string, SourcePosition> Positions { get; init; } = new Dictionary<string, SourcePosition>();
}
