using System.Text.Json.Nodes;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Node.Publishing;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>camera</c> and <c>snapshot</c>.</summary>
internal static class CameraCommands
{
    private static readonly TimeSpan SnapshotPatience = TimeSpan.FromSeconds(10);

    private static readonly CommandArgument Camera =
        new("camera", ArgumentKind.Text, "The camera's name; may be left out where there is only one.") { Min = 1 };

    /// <summary>The commands.</summary>
    /// <param name="cameras">The cameras.</param>
    /// <param name="publisher">Publishes a camera's snapshot.</param>
    /// <param name="time">Clock.</param>
    public static IEnumerable<CommandDefinition> Of(CameraSet cameras, Func<string, CameraPublisher> publisher, TimeProvider time) =>
    [
        new CommandDefinition("camera", "Tells how a camera is; with enabled or min_similarity changes that first.", (call, _) =>
            Task.FromResult(Change(cameras, call, publisher)))
        {
            Arguments =
            [
                Camera,
                new("enabled", ArgumentKind.Flag, "Whether the camera is watched."),
                new("min_similarity", ArgumentKind.Number, "Similarity a name needs at this camera.") { Min = 0, Max = 1 },
            ],
            BareArgument = "camera",
            Changes = true,
        },
        new CommandDefinition("snapshot", "Publishes a camera's next picture on its snapshot topic, not retained.", (call, stopping) =>
            SnapshotAsync(cameras, call, publisher, time, stopping))
        {
            Arguments = [Camera],
            BareArgument = "camera",
            TakesTime = true,
        },
    ];

    private static CommandReply Change(CameraSet cameras, CommandCall call, Func<string, CameraPublisher> publisher)
    {
        if (cameras.Find(call.Text("camera"), out var problem) is not { } camera)
        {
            return CommandReply.Failed(CommandError.NotFound, problem!);
        }

        if (call.Has("enabled") || call.Has("min_similarity"))
        {
            var settings = camera.Apply(call.Has("enabled") ? call.Flag("enabled") : null, call.Number("min_similarity"));
            publisher(camera.Name).Settings(settings);
        }

        var status = camera.Source.Status;
        var facts = camera.Source.Stats();
        return CommandReply.Ok(new JsonObject
        {
            ["camera"] = camera.Name,
            ["state"] = status.State.ToString().ToLowerInvariant(),
            ["reason"] = status.Reason.Code(),
            ["text"] = status.Text,
            ["source"] = camera.Source.Options.Source.ToString(),
            ["codec"] = facts.Stream?.Codec,
            ["width"] = facts.Stream?.Width,
            ["height"] = facts.Stream?.Height,
            ["fps"] = Math.Round(facts.FramesPerSecond, 1),
            ["enabled"] = camera.Settings.Enabled,
            ["min_similarity"] = Math.Round(camera.Settings.MinSimilarity, 3),
        });
    }

    private static async Task<CommandReply> SnapshotAsync(
        CameraSet cameras, CommandCall call, Func<string, CameraPublisher> publisher, TimeProvider time, CancellationToken stopping)
    {
        if (cameras.Find(call.Text("camera"), out var problem) is not { } camera)
        {
            return CommandReply.Failed(CommandError.NotFound, problem!);
        }

        using var patience = new CancellationTokenSource(SnapshotPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            using var picture = await camera.Recognition.NextPictureAsync(either.Token);
            if (new SnapshotPicture().Of(picture, new PixelRect(0, 0, picture.Width, picture.Height)) is not { } jpeg)
            {
                return CommandReply.Failed(CommandError.Internal, OpenCvLibrary.Cure);
            }

            publisher(camera.Name).Snapshot(jpeg, retain: false);
            return CommandReply.Ok(new JsonObject
            {
                ["camera"] = camera.Name,
                ["width"] = picture.Width,
                ["height"] = picture.Height,
                ["bytes"] = jpeg.Length,
            });
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            var status = camera.Source.Status;
            return CommandReply.Failed(CommandError.Timeout, $"{camera.Name} gave no picture: {(status.Text.Length == 0 ? status.State.ToString().ToLowerInvariant() : status.Text)}");
        }
    }
}
