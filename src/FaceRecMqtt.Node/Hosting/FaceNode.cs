using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Node.Commands.Managing;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Rendering;
using FaceRecMqtt.Node.Enrolling;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Node.Publishing;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Failover;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>The node: everything joined, from the cameras' packets to the broker and back.</summary>
internal sealed class FaceNode : IAsyncDisposable
{
    // Longer than a native call needs to be interrupted; the broker is told offline after it.
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromSeconds(2);

    private readonly NodeConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FaceGallery _gallery;
    private readonly BackendSwitch _backends;
    private readonly BackendSupervisor _supervisor;
    private readonly StandbyGallery _standby;
    private readonly CompanionBackend _companion;
    private readonly NodeUnknowns _unknowns;
    private readonly CameraReports _reports = new();
    private readonly CameraSet _cameras;
    private readonly EnrolmentDesk _enrolling;
    private readonly ConfigurationReload _reload;
    private readonly CommandTable _commands;
    private readonly MqttNode _mqtt;
    private readonly ReportPublisher _publisher;
    private readonly StatePublisher _states;
    private readonly PeopleAnnouncer _people;
    private readonly StatsPublisher _stats;
    private readonly HealthMonitor _health;
    private readonly LivenessSocket _liveness;

    /// <summary>Opens the gallery and joins the parts; nothing runs yet.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="options">How MQTT is used.</param>
    /// <param name="outbox">Where messages wait.</param>
    /// <param name="restart">Reads the configuration again.</param>
    /// <param name="time">Clock.</param>
    /// <param name="loggers">Makes the loggers.</param>
    /// <exception cref="GalleryException">The gallery cannot be opened.</exception>
    /// <exception cref="ArgumentException">Names or the embedded broker's options cannot be used.</exception>
    public FaceNode(NodeConfiguration configuration, MqttOptions options, Outbox outbox, NodeRestart restart, TimeProvider time, ILoggerFactory loggers)
    {
        (_configuration, _time, _logger) = (configuration, time, loggers.CreateLogger<FaceNode>());
        _gallery = new FaceGallery(configuration.ToGallery(), time, loggers.CreateLogger<FaceGallery>());
        var (active, live, timings, npu) = (new ActiveBackend(), new LiveLooks(), new InferenceTimings(), new NpuHealth(time, loggers.CreateLogger<NpuHealth>()));
        var (turns, kept) = (new CameraTurns(active), new KeptChoices(new SettingStore(_gallery)));
        var (choices, calls) = (BackendChoices.Of(configuration, npu, time, loggers), new BackendCalls(time));
        _backends = new BackendSwitch(choices, _gallery, active, time, loggers.CreateLogger<BackendSwitch>(), turns.ServeNext);
        _supervisor = new BackendSupervisor(
            _backends,
            choices,
            active,
            calls,
            KeptBackend.Chosen(kept, configuration),
            time,
            loggers.CreateLogger<BackendSupervisor>(),
            Path.Combine(configuration.DataFolder, "npu-answers.bin"));
        _standby = new StandbyGallery(choices, _gallery, active, time, loggers.CreateLogger<StandbyGallery>());
        var desk = new SecondLookDesk(_gallery, configuration.Auto.ToSecondLooks(), time, loggers.CreateLogger<SecondLookDesk>()) { Timings = timings };
        _companion = new CompanionBackend(choices, configuration.Companion, _gallery, active, desk, time, loggers.CreateLogger<CompanionBackend>())
        {
            IsAuto = KeptBackend.IsAuto(kept, configuration),
        };
        _unknowns = new NodeUnknowns(configuration, _gallery, active, desk, time, loggers);
        _cameras = new CameraSet(
            new CameraMaker
            {
                Recognition = configuration.Recognition,
                Gallery = _gallery,
                Live = live,
                Reports = _reports,
                Timings = timings,
                Calls = calls,
                Desk = desk,
                Turns = turns,
                Kept = kept,
                UsualThreshold = () => active.Current is { } serving
                    ? _gallery.Index(serving.Model).Threshold
                    : configuration.ActiveBackend.Threshold ?? BackendChoices.UsualThreshold,
                Time = time,
                Loggers = loggers,
            }.Make,
            turns,
            _reports,
            active);
        _reload = new ConfigurationReload(configuration, restart, _cameras, Reloaded, _logger);
        _enrolling = new EnrolmentDesk(configuration, _cameras, active, _gallery, live, _unknowns.Assignment, () => _mqtt!.Node, time);
        var rules = configuration.Enrolment.ToEnrolment(configuration.Recognition);
        _commands = new CommandTable(
        [
            PingCommand.Of(options.Version, time),
            BackendCommand.Of(_supervisor, [.. configuration.Backends.Select(backend => backend.Name)], name => KeptBackend.Keep(kept, configuration, name)),
            PolicyCommand.Of(_companion, policy => KeptBackend.KeepPolicy(kept, configuration, policy)),
            .. RestartCommands.Of(_reload, restart),
            .. PeopleCommands.Of(_gallery),
            .. _unknowns.Commands,
            .. CameraCommands.Of(_cameras, name => _mqtt!.Camera(name), time),
            .. _enrolling.Commands,
            .. ManagementCommands.Of(
                _gallery, active, rules, _cameras, name => _mqtt!.Camera(name), configuration.ArchivesFolder, time, loggers),
        ]);
        _mqtt = new MqttNode(options, outbox, _commands, ApplyAsync, _enrolling.Apply, time, loggers);
        var ages = new DecisionAges();
        _publisher = new ReportPublisher(_reports, new Discretion(_gallery), _mqtt, () => _cameras.All.Select(camera => camera.Name), _gallery, _unknowns.People.Resolve, configuration, ages, time, loggers);
        _states = new StatePublisher(_mqtt, _cameras, _backends, _companion);
        _people = new PeopleAnnouncer(_gallery, _mqtt.Devices, time);
        _stats = new StatsPublisher(_cameras, _mqtt, time);
        _health = new HealthMonitor(
            new HealthProblems(_cameras, _supervisor, npu), _mqtt, outbox, _reports, _cameras, timings, ages, time, npu, new SecondLookHealth(desk, _companion, time));
        _liveness = new LivenessSocket(configuration.DataFolder, time, loggers.CreateLogger<LivenessSocket>());
    }

    /// <summary>Runs until stopped; the last thing told to the broker is <c>offline</c>.</summary>
    /// <exception cref="InvalidOperationException">The embedded broker cannot listen; the text names the cure.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var leaving = new CancellationTokenSource();
        await _cameras.ApplyAsync(_configuration.Cameras, stopping);
        _states.Begin(_commands, ConfigurationJson.Render(_configuration), _configuration.Snapshots.Publish);
        _publisher.Begin();
        _enrolling.Begin();
        var mqtt = _mqtt.RunAsync(leaving.Token);
        Task[] loops =
        [
            Task.Run(() => _supervisor.RunAsync(ending.Token), CancellationToken.None),
            _standby.RunAsync(ending.Token),
            _companion.RunAsync(ending.Token),
            _unknowns.RunAsync(ending.Token),
            _publisher.RunAsync(ending.Token),
            _people.RunAsync(ending.Token),
            _stats.RunAsync(ending.Token),
            _health.RunAsync(ending.Token),
            _liveness.RunAsync(ending.Token),
            _cameras.RunAsync(ending.Token),
        ];
        try
        {
            // A loop may end; without MQTT there is nothing to live for, and half a node would look like a whole one.
            await Task.WhenAny(mqtt, FaultedAsync(loops), Cancelled(stopping));
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(loops).WaitAsync(PatienceAtStop, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await leaving.CancelAsync();
            await mqtt;
        }

        if (Array.Find(loops, loop => loop.IsFaulted)?.Exception is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Reads the configuration again; what came of it is logged.</summary>
    public async Task ReloadAsync(CancellationToken cancellation)
    {
        try
        {
            await _reload.RunAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Log.ReloadFailed(_logger, fault);
        }
    }

    /// <summary>Frees everything; <see cref="RunAsync"/> must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _enrolling.Dispose();
        await _backends.DisposeAsync();
        await _cameras.DisposeAsync();
        _unknowns.Dispose();
        _gallery.Dispose();
    }

    private Task<CameraSettings?> ApplyAsync(CameraSettingChange change, CancellationToken stopping) =>
        Task.FromResult(_cameras.Find(change.Camera, out _)?.Apply(change.Enabled, change.MinSimilarity));

    private void Reloaded(NodeConfiguration configuration) => _states.Describe(_commands, ConfigurationJson.Render(configuration), configuration.Snapshots.Publish);

    private static async Task FaultedAsync(Task[] loops)
    {
        await foreach (var ended in Task.WhenEach(loops))
        {
            if (ended.IsFaulted)
            {
                return;
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    private static Task Cancelled(CancellationToken stopping) =>
        Task.Delay(Timeout.InfiniteTimeSpan, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
