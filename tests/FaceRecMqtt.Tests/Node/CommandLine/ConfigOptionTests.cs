using System.CommandLine;
using FaceRecMqtt.Node.CommandLine;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class ConfigOptionTests
{
    [Fact]
    public async Task A_file_that_was_found_and_has_gone_is_a_mistake_and_not_a_configuration_without_cameras()
    {
        using var folder = new FaceRecMqtt.Tests.Support.TemporaryFolder();
        var file = folder.File("facerec.yaml");
        await File.WriteAllTextAsync(file, "cameras:\n  - {name: front, source: rtsp://camera/live}\n", TestContext.Current.CancellationToken);
        var option = new ConfigOption(() => File.Exists(file) ? file : null);
        var command = new Command("run");
        option.AddTo(command);
        var parsed = command.Parse([]);
        Assert.Single(option.Read(parsed).Configuration!.Cameras);
        File.Delete(file);
        var gone = option.Read(parsed);
        Assert.Null(gone.Configuration);
        Assert.Contains("there is no such file", Assert.Single(gone.Problems).ToString(), StringComparison.Ordinal);
    }
}
