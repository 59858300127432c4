using System.Net;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>What must hold for cameras.</summary>
internal static class CameraRules
{
    private static readonly string[] Schemes = ["rtsp", "rtsps", "http", "https", "file"];

    /// <summary>Checks the cameras, puts each login into its address in the form addresses have.</summary>
    public static IReadOnlyList<CameraSection> Apply(
        IReadOnlyList<CameraSection> cameras, Findings findings, PasswordFiles passwords, ConfigurationSources surroundings)
    {
        Names.Check("cameras", cameras.Select(camera => camera.Name), findings);
        return [.. cameras.Index().Select(pair =>
            CheckOne(FormattableString.Invariant($"cameras[{pair.Index}]"), pair.Item, findings, passwords, surroundings))];
    }

    private static CameraSection CheckOne(
        string path, CameraSection camera, Findings findings, PasswordFiles passwords, ConfigurationSources surroundings)
    {
        var (location, user, password) = SourceLogin.Split(camera.Source.Reveal());
        if (user is not null && (camera.Username ?? camera.PasswordFile ?? (object?)camera.Password) is not null)
        {
            findings.Report($"{path}.source", "the login stands in the address and beside it", "remove one");
            return camera;
        }

        CheckScheme($"{path}.source", location, findings);
        user ??= camera.Username;
        password ??= passwords.Read(path, camera.Username, camera.Password, camera.PasswordFile);
        if (camera.Source.Kind is SourceKind.Rtsp or SourceKind.Http)
        {
            return camera with { Password = password, Source = new SourceAddress(SourceLogin.Join(location, user, password)) };
        }

        if (user is not null)
        {
            findings.Report($"{path}.username", "a file, folder or device takes no login", "remove it");
        }

        return camera.Source.Kind is SourceKind.Unknown ? camera : camera with { Source = new SourceAddress(surroundings.Absolute(PathOf(location))) };
    }

    private static void CheckScheme(string path, string location, Findings findings)
    {
        var end = location.IndexOf("://", StringComparison.Ordinal);
        var scheme = end < 0 ? null : location[..end];
        if (scheme is not null && !Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
        {
            findings.Report(path, "this kind of address cannot be opened", $"it may begin with {string.Join(", ", Schemes.Select(name => name + "://"))}, or be a path");
        }
        else if (scheme is not null && scheme is not "file" && !(Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Host.Length > 0))
        {
            findings.Report(path, "this is no address", "for example rtsp://192.168.1.20/stream1; a login with special letters goes to username and password");
        }
        else if (scheme is null && Schemes.Any(name => location.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)))
        {
            findings.Report(path, "this is no address", "write two slashes after the colon");
        }
        else if (scheme is null && IsAddress(location.Split('/', ':')[0]))
        {
            findings.Report(path, "this is no address", $"write its kind before it, for example rtsp://{location}");
        }
    }

    // A folder may be named 2026, which counts as an address too.
    private static bool IsAddress(string host) => host.Count(letter => letter == '.') == 3 && IPAddress.TryParse(host, out _);

    private static string PathOf(string location) =>
        location.StartsWith("file://", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(location["file://".Length..]) : location;
}
