using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Cases;

/// <summary>The stand-in against everything recorded of a real Home Assistant.</summary>
public sealed class RecordedCaseTests
{
    private static string Folder => RepositoryRoot.Shared("data", "homeassistant", "cases");

    /// <summary>File and name of every case; one that stands for all where there are none.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var path in Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).ToArray() : [])
        {
            foreach (var recorded in JsonNode.Parse(File.ReadAllText(path))!.AsArray())
            {
                cases.Add(Path.GetFileName(path), (string)recorded!["name"]!);
            }
        }

        if (cases.Count == 0)
        {
            cases.Add("", "");
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_stand_in_does_what_Home_Assistant_did(string file, string name)
    {
        Assert.SkipUnless(file.Length > 0, "The recorded cases lie in the shared folder beside the checkout.");
        var recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsArray().Single(one => (string?)one!["name"] == name)!.AsObject();
        Assert.Empty(CaseExpectation.DifferencesOf(recorded));
    }
}
