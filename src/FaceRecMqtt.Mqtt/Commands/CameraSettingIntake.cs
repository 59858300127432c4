using System.Globalization;
using System.Text;
using System.Threading.Channels;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Changes camera settings; the settings in force are published after each try, also after a refused one.</summary>
/// <param name="topics">The node's topics.</param>
/// <param name="outbox">Carries the settings in force.</param>
/// <param name="isAllowed">Whether cameras may be changed over MQTT; else every value is refused.</param>
/// <param name="apply">Changes a setting and returns those in force; null when there is no such camera.</param>
/// <param name="logger">Log.</param>
internal sealed class CameraSettingIntake(
    NodeTopics topics,
    Outbox outbox,
    bool isAllowed,
    Func<CameraSettingChange, CancellationToken, Task<CameraSettings?>> apply,
    ILogger<CameraSettingIntake> logger)
{
    private const int LongestValue = 32;

    // A slider sends a few per second; what does not fit is refused like a wrong value.
    private readonly Channel<(string Key, CameraSettingChange Change)> _changes =
        Channel.CreateBounded<(string, CameraSettingChange)>(32);

    /// <summary>Takes a message of <c>&lt;base&gt;/camera/&lt;camera&gt;/set/&lt;key&gt;</c>.</summary>
    public void Receive(IncomingMessage message)
    {
        if (message.Retained || topics.SettingIn(message.Topic) is not var (camera, key) || !TopicName.IsValid(camera))
        {
            return;
        }

        var value = message.TooLarge || message.Length > LongestValue ? "" : Encoding.UTF8.GetString(message.Payload).Trim();
        if (!isAllowed || Read(camera, key, value) is not { } change || !_changes.Writer.TryWrite((key, change)))
        {
            outbox.Resend(topics.Camera(camera).Settings);
            Log.SettingRefused(logger, camera, !isAllowed ? "commands.allow has no camera" : key switch
            {
                "enabled" => "enabled is ON or OFF",
                "min_similarity" => "min_similarity is a number from 0 to 1",
                _ => "there are enabled and min_similarity",
            });
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var (key, change) in _changes.Reader.ReadAllAsync(stopping))
            {
                await ApplyAsync(key, change, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    internal static CameraSettingChange? Read(string camera, string key, string value) => key switch
    {
        "enabled" when Flag(value) is { } enabled => new CameraSettingChange(camera, enabled, null),
        // Home Assistant sends 0.52, 1 or 1.0.
        "min_similarity" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var least) && least is >= 0 and <= 1 =>
            new CameraSettingChange(camera, null, least),
        _ => null,
    };

    private static bool? Flag(string value) => value.ToUpperInvariant() switch
    {
        "ON" or "TRUE" => true,
        "OFF" or "FALSE" => false,
        _ => null,
    };

    private async Task ApplyAsync(string key, CameraSettingChange change, CancellationToken stopping)
    {
        try
        {
            if (await apply(change, stopping) is { } settings)
            {
                new CameraPublisher(topics, change.Camera, outbox).Settings(settings);
                Log.SettingChanged(logger, key, change.Camera, settings.ToString());
            }
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            Log.SettingFailed(logger, key, change.Camera, fault);
            outbox.Resend(topics.Camera(change.Camera).Settings);
        }
    }
}
