using System.Reflection;
using System.Runtime.InteropServices;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Runs a node in a host: log, signals, systemd.</summary>
internal static class NodeHost
{
    // The node needs 2 s at most; only what hangs is cut off.
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(5);

    /// <summary>The program's version.</summary>
    public static string Version { get; } = typeof(NodeHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Runs until stopped by a signal or the token; begins anew where that is commanded.</summary>
    /// <param name="first">The configuration to begin with.</param>
    /// <param name="read">Reads the configuration as it stands later.</param>
    /// <param name="time">Clock.</param>
    /// <param name="stopping">Stops the node.</param>
    /// <exception cref="CommandFailed">It cannot start, with the cure.</exception>
    public static async Task RunAsync(ConfigurationResult first, Func<ConfigurationResult> read, TimeProvider time, CancellationToken stopping)
    {
        // Between two runs nobody listens for it, and it would end the program.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        for (var next = first; next?.Configuration is { } configuration && !stopping.IsCancellationRequested;)
        {
            next = await RunOnceAsync(configuration, next.Notes, new NodeRestart(read), time, stopping);
        }
    }

    private static async Task<ConfigurationResult?> RunOnceAsync(
        NodeConfiguration configuration, IReadOnlyList<ConfigurationProblem> notes, NodeRestart restart, TimeProvider time, CancellationToken stopping)
    {
        if (DataFolder.Prepare(configuration.DataFolder) is { } problem)
        {
            throw new CommandFailed(ExitCode.Failed, problem);
        }

        var options = Options(configuration);
        var outbox = new Outbox(options.OutboxLimit, time);
        var topics = new NodeTopics(options.BaseTopic, options.Node);
        using var host = Build(configuration, provider => provider.AddProvider(new MqttLogProvider(topics, outbox, time)), services => services
            .AddSingleton(provider => new FaceNode(configuration, options, outbox, restart, time, provider.GetRequiredService<ILoggerFactory>()))
            .AddSingleton<NodeService>()
            .AddHostedService(provider => provider.GetRequiredService<NodeService>()));
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FaceRecMqtt.Node");
        Log.Starting(logger, Version, options.Node, configuration.Cameras.Count, configuration.DataFolder);
        foreach (var note in notes)
        {
            Log.Note(logger, note.ToString());
        }

        await RunAsync(host, restart, stopping);
        if (restart.Requested.IsCompleted && !stopping.IsCancellationRequested)
        {
            Log.Restarting(logger);
            return await restart.Requested;
        }

        Log.Stopped(logger);
        return null;
    }

    private static async Task RunAsync(IHost host, NodeRestart restart, CancellationToken stopping)
    {
        try
        {
            var service = host.Services.GetRequiredService<NodeService>();
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            SystemdNotice.Follow(lifetime, restart.Requested);
            _ = restart.Requested.ContinueWith(_ => lifetime.StopApplication(), stopping, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            await host.RunAsync(stopping);
            if (service.Fault is { } fault)
            {
                throw fault is InvalidOperationException ? new CommandFailed(ExitCode.Failed, fault.Message) : new InvalidOperationException(fault.Message, fault);
            }
        }
        catch (Exception fault) when (fault is GalleryException or ArgumentException)
        {
            throw new CommandFailed(ExitCode.Failed, fault.Message);
        }
    }

    private static MqttOptions Options(NodeConfiguration configuration)
    {
        try
        {
            return KeptNames.Remember(
                configuration.DataFolder, configuration.ToMqttOptions(NodeIdentity.Obtain(configuration.DataFolder, Environment.MachineName), Version));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Failed, fault.Message);
        }
    }

    private static IHost Build(NodeConfiguration configuration, Action<ILoggingBuilder> log, Action<IServiceCollection> services)
    {
        // Empty: the program's own configuration is the only one, not the framework's files and environment.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(configuration.Log.Level).AddFilter("Microsoft.Hosting", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
            console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        log(builder.Logging);
        if (SystemdHelpers.IsSystemdService())
        {
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = ConsoleFormatterNames.Systemd);
        }

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services(builder.Services);
        return builder.Build();
    }
}
