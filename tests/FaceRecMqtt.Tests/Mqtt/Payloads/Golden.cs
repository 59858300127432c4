using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Mqtt.Payloads;

/// <summary>Payloads as files that a person can read and review; <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compares a payload with <c>golden/&lt;name&gt;.json</c>: keys, their order, and how numbers are written.</summary>
    public static void Check(string name, ReadOnlySpan<byte> payload)
    {
        var file = RepositoryRoot.Under("tests", "FaceRecMqtt.Tests", "Mqtt", "Payloads", "golden", $"{name}.json");
        var text = JsonNode.Parse(payload)!.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, text, new UTF8Encoding(false));
        }

        Assert.Equal(File.ReadAllText(file), text);
    }
}
