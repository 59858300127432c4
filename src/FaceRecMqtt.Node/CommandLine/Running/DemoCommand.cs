using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Node.CommandLine.Running;

/// <summary><c>facerec demo</c>: everything at once, without a configuration.</summary>
internal static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "Folder where the models lie.", HelpName = "FOLDER", Required = true };
        var clip = new Option<string?>("--clip") { Description = "Video that is shown in a loop.", HelpName = "FILE" };
        var picture = new Option<string?>("--picture") { Description = "Picture of the person to recognise in it.", HelpName = "FILE" };
        var source = new Option<string?>("--source") { Description = "Your own camera instead of the video.", HelpName = "ADDRESS" };
        var port = new Option<int?>("--port") { Description = "Port of the embedded broker. Without: 1883, or a free one where that is taken.", HelpName = "PORT" };
        var seconds = new Option<int>("--seconds") { Description = "Stop after so many seconds. 0: never.", HelpName = "S" };
        var command = new TaughtCommand(
            "demo",
            "Starts the embedded broker and one camera that plays a video, enrolls a woman from a picture and shows who is recognised.",
            "# what `make demo` runs once everything is fetched and built",
            "facerec demo --data build/data --clip build/clips/demo.mp4 --picture build/clips/enroll-woman.jpg",
            "# with your own camera; or: make demo SOURCE=rtsp://…",
            "facerec demo --data build/data --source rtsp://user:password@192.168.1.20/stream1")
        {
            data,
            clip,
            picture,
            source,
            port,
            seconds,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(source) is null && (result.GetValue(clip) is null || result.GetValue(picture) is null))
            {
                result.AddError("Give --clip and --picture, or --source. `make demo` does.");
            }
        });
        return command.Does(terminal, (parsed, stopping) => new Demo(terminal)
        {
            DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
            Source = new SourceAddress(parsed.GetValue(source) ?? Path.GetFullPath(parsed.GetValue(clip)!)),
            Picture = parsed.GetValue(source) is null ? parsed.GetValue(picture) : null,
            Port = parsed.GetValue(port),
            Length = parsed.GetValue(seconds) is > 0 and var limit ? TimeSpan.FromSeconds(limit) : Timeout.InfiniteTimeSpan,
        }.RunAsync(stopping));
    }
}
