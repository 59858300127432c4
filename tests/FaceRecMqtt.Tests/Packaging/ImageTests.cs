using System.Text.RegularExpressions;
using System.Xml.Linq;
using FaceRecMqtt.Tests.Packaging.Support;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Packaging;

/// <summary>The image's recipe agrees with the project it packs.</summary>
public sealed class ImageTests
{
    private static readonly IReadOnlyList<(string Word, string Text)> Instructions = Parse(RepositoryFiles.Read("Dockerfile"));

    [Fact]
    public void Versions_are_the_projects()
    {
        Assert.Equal(AppTests.Version, Argument("VERSION"));
        var packages = XDocument.Load(RepositoryRoot.Under("Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(node => node.Attribute("Include")!.Value, node => node.Attribute("Version")!.Value);
        Assert.Equal(packages["OpenCvSharp4"], Argument("OPENCVSHARP_VERSION"));
        Assert.StartsWith(Argument("OPENCV_VERSION"), packages["OpenCvSharp4"], StringComparison.Ordinal);
        // Home Assistant OS's driver.
        Assert.Equal("4.21.0", Argument("HAILORT_VERSION"));
        Assert.Contains($"image: facerec:{AppTests.Version}\n", RepositoryFiles.Read("compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_copied_exists_and_is_let_through()
    {
        var stages = Instructions.Where(line => line.Word == "FROM" && line.Text.Contains(" AS ", StringComparison.Ordinal)).Select(line => line.Text.Split(" AS ")[1]).ToHashSet();
        var allowed = RepositoryFiles.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToHashSet();
        foreach (var (_, rest) in Instructions.Where(line => line.Word == "COPY"))
        {
            var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var from = words.FirstOrDefault(word => word.StartsWith("--from=", StringComparison.Ordinal))?["--from=".Length..];
            if (from is not null)
            {
                Assert.True(stages.Contains(from) || from.Contains(':', StringComparison.Ordinal), from);
                continue;
            }

            foreach (var source in words[..^1].Where(word => !word.StartsWith("--", StringComparison.Ordinal)))
            {
                Assert.True(Path.Exists(RepositoryRoot.Under(source)), source);
                Assert.Contains(source, allowed);
            }
        }
    }

    [Fact]
    public void Both_processors_have_their_stages()
    {
        var stages = Instructions.Where(line => line.Word == "FROM").Select(line => line.Text).ToList();
        foreach (var stage in stages.Where(stage => stage.Contains("$TARGETARCH", StringComparison.Ordinal)))
        {
            var name = stage.Split(' ')[0];
            Assert.All((string[])["amd64", "arm64"], arch => Assert.Contains(stages, other => other.EndsWith(" AS " + name.Replace("$TARGETARCH", arch, StringComparison.Ordinal), StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Health_check_and_start_are_commands_of_the_program()
    {
        var check = Instructions.Single(line => line.Word == "HEALTHCHECK").Text;
        Assert.Contains("CMD [\"facerec\", \"health\"]", check, StringComparison.Ordinal);
        Assert.Contains(Instructions, line => line is { Word: "ENTRYPOINT", Text: "[\"facerec\"]" });
        Assert.Contains(Instructions, line => line is { Word: "CMD", Text: "[\"run\"]" });
        foreach (var command in (string[])["health", "run", "models"])
        {
            Assert.Equal(0, (await Node.CommandLine.Run.Line(command, "--help")).Code);
        }
    }

    [Fact]
    public void Labels_are_those_Home_Assistant_looks_for()
    {
        var labels = string.Join('\n', Instructions.Where(line => line.Word == "LABEL").Select(line => line.Text));
        Assert.All((string[])["io.hass.type=\"app\"", "io.hass.version=\"$VERSION\"", "io.hass.arch=\"amd64\"", "io.hass.arch=\"aarch64\""], label => Assert.Contains(label, labels, StringComparison.Ordinal));
    }

    [Fact]
    public void Compose_runs_the_node_without_root_and_mounts_what_exists()
    {
        var services = Yaml.Read("compose.yaml").Section("services");
        var node = services.Section("facerec");
        Assert.Matches("^[1-9][0-9]*:", node.Text("user"));
        Assert.Contains($"useradd --uid {node.Text("user").Split(':')[0]} ", RepositoryFiles.Read("Dockerfile"), StringComparison.Ordinal);
        Assert.Equal("true", node.Text("read_only"));
        Assert.Equal("ALL", Assert.Single(node.Items("cap_drop")).ToString());
        foreach (var mount in services.Children.Values.SelectMany(service => service.Items("volumes")).Select(volume => volume.ToString().Split(':')[0]))
        {
            // Passwords are the user's to write.
            Assert.True(!mount.StartsWith("./", StringComparison.Ordinal) || mount.Contains("/secrets", StringComparison.Ordinal) || Path.Exists(RepositoryRoot.Under(mount[2..])), mount);
        }

        Assert.Contains("packaging/compose/secrets/", RepositoryFiles.Read(".gitignore"), StringComparison.Ordinal);
        // The names of environment variables are keys of the configuration.
        var environment = node.Section("environment").Children.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString());
        environment["FACEREC__MQTT__PASSWORD_FILE"] = RepositoryRoot.Under("LICENSE");
        Configuration(environment);
        Configuration(new() { ["FACEREC__DATA__SHIPPED"] = "/usr/share/facerec" });
    }

    private static void Configuration(Dictionary<string, string> environment) =>
        Assert.Empty(FaceRecMqtt.Node.Configuration.ConfigurationFile.Parse([], "none", new(environment, "/", IsRoot: false)).Problems);

    private static string Argument(string name) =>
        Instructions.First(line => line.Word == "ARG" && line.Text.StartsWith(name + "=", StringComparison.Ordinal)).Text[(name.Length + 1)..];

    private static List<(string Word, string Text)> Parse(string text) =>
    [
        .. from line in Regex.Replace(Regex.Replace(text, @"(?m)^\s*#.*\n", ""), @"\\\n\s*", " ").Split('\n')
           where line.Trim().Length > 0
           select (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()),
    ];
}
