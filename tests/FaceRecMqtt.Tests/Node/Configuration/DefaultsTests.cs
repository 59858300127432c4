using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed class DefaultsTests
{
    [Fact]
    public void Empty_file_is_one_backend_and_no_camera()
    {
        var configuration = Parsed.Good("");
        Assert.Empty(configuration.Cameras);
        Assert.Equal(("cpu", "starter"), (configuration.ActiveBackend.Name, configuration.ActiveBackend.Pack));
        Assert.Null(configuration.Mqtt.Host);
    }

    [Fact]
    public void Key_without_a_value_is_left_out() => Assert.Equal(1883, Parsed.Good("mqtt:\n  host:\n  port: ~\ncameras:\n").Mqtt.Port);

    [Theory]
    [InlineData(true, null, null, "/var/lib/facerec")]
    [InlineData(false, null, null, "/home/me/.local/share/facerec")]
    [InlineData(false, "XDG_DATA_HOME", "/home/me/data", "/home/me/data/facerec")]
    [InlineData(true, "STATE_DIRECTORY", "/var/lib/private/facerec:/other", "/var/lib/private/facerec")]
    public void Data_folder_follows_the_surroundings(bool isRoot, string? variable, string? value, string expected)
    {
        Dictionary<string, string> environment = new() { ["HOME"] = "/home/me" };
        if (variable is not null)
        {
            environment[variable] = value!;
        }

        var result = ConfigurationFile.Parse([], "defaults", new ConfigurationSources(environment, "/tmp", isRoot));
        Assert.Equal(expected, result.Configuration!.DataFolder);
    }

    [Fact]
    public void A_folder_named_like_a_number_is_no_address() =>
        Assert.EndsWith("/2026/clip.mp4", Assert.Single(Parsed.Good("cameras:\n  - {name: a, source: 2026/clip.mp4}\n").Cameras).Source.Reveal(), StringComparison.Ordinal);

    [Fact]
    public void Relative_paths_count_from_the_files_folder()
    {
        var configuration = Parsed.Good("data:\n  folder: here\ncameras:\n  - {name: a, source: clip.mp4}\nbackends:\n  - {pack: ./mine, models_from: files}\n");
        Assert.Equal("/etc/facerec/here", configuration.DataFolder);
        Assert.Equal("/etc/facerec/clip.mp4", configuration.Cameras[0].Source.Reveal());
        Assert.Equal(configuration.DataFolder, configuration.ArchivesFolder);
        Assert.Equal(("/etc/facerec/mine", "/etc/facerec/files"), (configuration.Backends[0].Pack, configuration.Backends[0].ModelsFrom));
    }

    [Fact]
    public void All_and_none_are_words_for_the_list_of_commands()
    {
        Assert.Null(Parsed.Good("").Commands.AllowedNames);
        Assert.Empty(Parsed.Good("commands: {allow: none}").Commands.AllowedNames!);
        Assert.Empty(Parsed.Good("commands: {allow: []}").Commands.AllowedNames!);
        Assert.Equal(["ping", "people"], Parsed.Good("commands: {allow: [ping, people]}").Commands.AllowedNames!);
    }

    [Fact]
    public void Positions_of_given_keys_are_kept() =>
        Assert.Equal("facerec.yaml:2:23", Parsed.Good("cameras:\n  - {name: a, source: /a}\n").Positions["cameras[0].source"].ToString());
}
