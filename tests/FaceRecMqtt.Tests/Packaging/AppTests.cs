using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Supervisor;
using FaceRecMqtt.Tests.Packaging.Support;
using FaceRecMqtt.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace FaceRecMqtt.Tests.Packaging;

/// <summary>The Home Assistant app against the rules of Supervisor and of the linter that app repositories use (frenck/action-addon-linter).</summary>
public sealed class AppTests
{
    private static readonly YamlMappingNode Config = Yaml.Read("ha-addon/config.yaml");

    // Keys of the linter's schema that an app like this may use; it refuses every other.
    private static readonly string[] KnownKeys =
    [
        "name", "version", "slug", "description", "url", "image", "arch", "homeassistant", "stage", "init", "boot", "startup", "services", "video", "usb", "udev",
        "devices", "map", "tmpfs", "backup", "backup_exclude", "options", "schema", "timeout", "apparmor", "environment", "breaking_versions",
    ];

    // What the linter reports as "should be removed, it uses a default value".
    private static readonly (string Key, string Value)[] Defaults =
    [
        ("boot", "auto"), ("startup", "application"), ("stage", "stable"), ("backup", "hot"), ("init", "true"), ("apparmor", "true"), ("timeout", "10"), ("video", "false"),
        ("usb", "false"), ("udev", "false"), ("tmpfs", "false"),
    ];

    public static string Version { get; } = XDocument.Load(RepositoryRoot.Under("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void Home_Assistant_finds_one_app_and_nothing_else_that_looks_like_one()
    {
        // It reads every file of these names as an app, wherever it lies.
        Assert.Equal(["ha-addon/config.yaml"], RepositoryFiles.All.Where(file => Path.GetFileName(file) is "config.yaml" or "config.yml" or "config.json"));
        Assert.Equal("FaceRecMqtt", Yaml.Read("repository.yaml").Text("name"));
        Assert.DoesNotContain(RepositoryFiles.All, file => Path.GetFileNameWithoutExtension(file) == "build" && file.StartsWith("ha-addon", StringComparison.Ordinal));
        foreach (var file in (string[])["Dockerfile", "README.md", "DOCS.md", "CHANGELOG.md", "icon.png", "logo.png", "apparmor.txt"])
        {
            Assert.Contains($"ha-addon/{file}", RepositoryFiles.All);
        }
    }

    [Fact]
    public void Keys_are_known_and_none_has_its_default()
    {
        Assert.Empty(Config.Keys().Except(KnownKeys));
        Assert.DoesNotContain(Defaults, pair => Config.At(pair.Key) is YamlScalarNode node && node.Value == pair.Value);
        Assert.Equal(["aarch64", "amd64"], Config.Items("arch").Select(item => item.ToString()));
        Assert.All(Config.Items("devices"), item => Assert.DoesNotContain(':', item.ToString()));
        Assert.All(Config.Items("map"), item => Assert.Equal("addon_config", item.Text("type")));
        // A mapped folder may name a path and be writable; that it is not is the default.
        Assert.All(Config.Items("map"), item => Assert.Empty(Assert.IsType<YamlMappingNode>(item).Keys().Except(["type", "path", "read_only"])));
        Assert.All(Config.Items("map"), item => Assert.NotEqual("true", item.At("read_only")?.ToString()));
        Assert.All(Config.Items("map"), item => Assert.NotEqual("/config", item.At("path")?.ToString()));
        // Backups and exports are written there.
        Assert.Equal("false", Assert.Single(Config.Items("map")).Text("read_only"));
        Assert.Matches("^[a-z0-9_]+$", Config.Text("slug"));
    }

    [Fact]
    public void Broker_is_Home_Assistants_and_there_is_no_page_yet()
    {
        Assert.Equal(["mqtt:want"], Config.Items("services").Select(item => item.ToString()));
        Assert.Contains("/dev/hailo0", Config.Items("devices").Select(item => item.ToString()));
        Assert.Equal("true", Config.Text("video"));
        Assert.Null(Config.At("ingress"));
        Assert.Null(Config.At("ports"));
    }

    [Fact]
    public void Owner_is_written_in_one_place()
    {
        var word = "OWN" + "ER";
        var places = RepositoryFiles.All.Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".md" or ".json" or ".props" or ".txt" or "" or ".conf" or ".cs")
            .SelectMany(file => Regex.Matches(RepositoryFiles.Read(file), $@"\b{word}\b").Select(_ => file));
        Assert.Equal(["ha-addon/config.yaml"], places);
        Assert.Matches($"^ghcr.io/{word}/facerec$", Config.Text("image"));
    }

    [Fact]
    public void Versions_are_the_projects()
    {
        Assert.Equal(Version, Config.Text("version"));
        Assert.Contains($"ARG BUILD_VERSION={Version}\n", RepositoryFiles.Read("ha-addon/Dockerfile"), StringComparison.Ordinal);
        Assert.Contains($"## [{Version}]", RepositoryFiles.Read("ha-addon/CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Image_of_the_app_is_the_products_and_nothing_more()
    {
        var lines = RepositoryFiles.Read("ha-addon/Dockerfile").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The name has no default, so that none can differ from the published one; the command that fills it in reads it where it stands.
        Assert.Equal(["ARG IMAGE", $"ARG BUILD_VERSION={Version}", "FROM ${IMAGE}:${BUILD_VERSION}"], lines.Where(line => !line.StartsWith('#')));
        Assert.Contains("""--build-arg IMAGE="$(sed -n 's/^image: //p' config.yaml)" .""", string.Join('\n', lines), StringComparison.Ordinal);
        Assert.Equal(Config.Text("image"), Assert.Single(RepositoryFiles.Read("ha-addon/config.yaml").Split('\n'), line => line.StartsWith("image: ", StringComparison.Ordinal))["image: ".Length..]);
    }

    [Fact]
    public void Options_as_installed_are_a_valid_configuration()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("options.json"), Json(Config.Section("options")));
        var result = new HomeAssistantApp(folder.File("options.json"), folder.File("none"), "/data/facerec", new Uri("http://supervisor/"), new Secret("t")).Load(new Dictionary<string, string>());
        Assert.Empty(result.Problems);
        Assert.Equal("cpu", result.Configuration!.ActiveBackend.Name);
        // A section is demanded by Home Assistant unless the options begin with it.
        Assert.All(Config.Section("schema").Children.Where(pair => pair.Value is not YamlScalarNode), pair => Assert.NotNull(Config.Section("options").At(pair.Key.ToString())));
    }

    [Fact]
    public void Picture_sizes_are_those_of_the_store()
    {
        Assert.Equal((128, 128), SizeOf("icon.png"));
        Assert.Equal((250, 100), SizeOf("logo.png"));
    }

    [Fact]
    public void AppArmor_profile_bears_the_slug_and_names_what_the_app_needs()
    {
        var profile = RepositoryFiles.Read("ha-addon/apparmor.txt");
        Assert.Matches($@"(?m)^profile {Config.Text("slug")} ", profile);
        foreach (var rule in (string[])["/data/options.json r,", "/data/facerec/** rwk,", "/dev/hailo[0-9]* rw,", "/dev/video* rw,", "/config/** mr,", "/config/{backups,exports}/** rwk,", "network inet stream,"])
        {
            Assert.Contains(rule, profile, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Documentation_explains_every_supported_driver()
    {
        var text = RepositoryFiles.Read("ha-addon/DOCS.md");
        Assert.All((string[])["4.20", "4.21.0", "4.22.0", "4.23.0"], version => Assert.Contains(version, text, StringComparison.Ordinal));
        Assert.All(Config.Section("schema").Keys(), option => Assert.Contains($"| `{option}` |", text, StringComparison.Ordinal));
    }

    private static (int Width, int Height) SizeOf(string picture)
    {
        // PNG: 8 bytes signature, then the chunk IHDR begins with both (ISO/IEC 15948, 11.2.2).
        var bytes = File.ReadAllBytes(RepositoryRoot.Under("ha-addon", picture));
        Assert.InRange(bytes.Length, 100, 50_000);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    private static string Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => "{" + string.Join(',', mapping.Children.Select(pair => $"\"{pair.Key}\":{Json(pair.Value)}")) + "}",
        YamlSequenceNode list => "[" + string.Join(',', list.Children.Select(Json)) + "]",
        _ => $"\"{node}\"",
    };
}
