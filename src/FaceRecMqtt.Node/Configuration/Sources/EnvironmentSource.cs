using System.Globalization;

namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>Lays environment variables such as <c>FACEREC__MQTT__HOST</c> or <c>FACEREC__CAMERAS__0__SOURCE</c> over a file's nodes.</summary>
internal static class EnvironmentSource
{
    private const string Prefix = "FACEREC__";

    /// <summary>Adds and replaces values.</summary>
    /// <param name="root">The file's nodes; changed.</param>
    /// <param name="environment">All variables.</param>
    /// <param name="problems">Receives variables whose list index leaves a gap.</param>
    public static void Apply(SourceSection root, IReadOnlyDictionary<string, string> environment, List<ConfigurationProblem> problems)
    {
        var named = from variable in environment
                    where variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                    let path = variable.Key[Prefix.Length..].ToLowerInvariant().Split("__")
                    // Indices in the order of their numbers, so that 9 is appended before 10.
                    orderby string.Join('\0', path.Select(part => Index(part) is int index ? index.ToString("D9", CultureInfo.InvariantCulture) : part))
                    select (variable.Key, variable.Value, path);
        foreach (var (name, value, path) in named)
        {
            var position = new SourcePosition($"environment {name}");
            if (path.Length > 8 || path.Any(part => part.Length == 0))
            {
                problems.Add(new ConfigurationProblem(position, "", "the name is no path of keys", "write for example FACEREC__MQTT__HOST"));
            }
            else if (!SourcePath.TrySet(root, path, new SourceValue(position, value), position))
            {
                problems.Add(new ConfigurationProblem(position, "", "the index leaves a gap in the list", "count from 0 without gaps"));
            }
        }
    }

    private static int? Index(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
