using System.Reflection;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

    /// <summary>Runs until stopped by a signal or the token.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="notes">What of it is accepted but not used.</param>
    /// <param name="time">Clock.</param>
    /// <param name="stopping">Stops the node.</param>
    /// <exception cref="CommandFailed">It cannot start, with the cure.</exception>
    public static async Task RunAsync(NodeConfiguration configuration, IReadOnlyList<ConfigurationProblem> notes, TimeProvider time, CancellationToken stopping)
    {
        if (DataFolder.Prepare(configuration.DataFolder) is { } problem)
        {
            throw new CommandFailed(ExitCode.Failed, problem);
        }

        var options = Options(configuration);
        var outbox = new Outbox(options.OutboxLimit, time);
        var topics = new NodeTopics(options.BaseTopic, options.Node);
        using var host = Build(configuration, provider => provider.AddProvider(new MqttLogProvider(topics, outbox, time)), services => services
            .AddSingleton(provider => new FaceNode(configuration, options, outbox, time, provider.GetRequiredService<ILoggerFactory>()))
            .AddSingleton<NodeService>()
            .AddHostedService(provider => provider.GetRequiredService<NodeService>()));
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FaceRecMqtt.Node");
        Log.Starting(logger, Version, options.Node, configuration.Cameras.Count, configuration.DataFolder);
        foreach (var note in notes)
        {
            Log.Note(logger, note.ToString());
        }

        await RunAsync(host, stopping);
        Log.Stopped(logger);
    }

    private static async Task RunAsync(IHost host, CancellationToken stopping)
    {
        try
        {
            var service = host.Services.GetRequiredService<NodeService>();
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
            return configuration.ToMqttOptions(NodeIdentity.Obtain(configuration.DataFolder, Environment.MachineName), Version);
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
        // Under systemd: its log format, and "ready" once the node runs.
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services(builder.Services);
        return builder.Build();
    }
}
