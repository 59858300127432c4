using System.Text.RegularExpressions;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Names that stand in topics.</summary>
internal static partial class Names
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "use small letters, digits, - and _, 64 at most";

    /// <summary>Whether a name may stand in a topic.</summary>
    public static bool IsValid(string name) => Pattern().IsMatch(name);

    /// <summary>Reports names in a list that are wrong or stand twice; missing ones are reported where they are read.</summary>
    /// <param name="list">Path of the list.</param>
    /// <param name="names">The names in order.</param>
    /// <param name="findings">Receives problems.</param>
    public static void Check(string list, IEnumerable<string> names, Findings findings)
    {
        var seen = new HashSet<string>();
        foreach (var (index, name) in names.Index())
        {
            var path = FormattableString.Invariant($"{list}[{index}].name");
            if (name.Length > 0 && !IsValid(name))
            {
                findings.Report(path, $"`{Shown.Of(name)}` is no name", Rule);
            }
            else if (name.Length > 0 && !seen.Add(name))
            {
                findings.Report(path, $"the name {name} stands twice", "give each entry a name of its own");
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9_-]{1,64}\z")]
    private static partial Regex Pattern();
}
