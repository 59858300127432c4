using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>What is typed after a command's name as the payload that is sent.</summary>
internal static partial class CommandText
{
    /// <summary>The payload.</summary>
    /// <param name="words">One text, one JSON object, or key=value pairs.</param>
    /// <exception cref="CommandFailed">The JSON is broken.</exception>
    public static byte[] Of(IReadOnlyList<string> words)
    {
        var text = string.Join(' ', words);
        if (text.StartsWith('{'))
        {
            try
            {
                return Encoding.UTF8.GetBytes(JsonNode.Parse(text)?.ToJsonString() ?? "");
            }
            catch (JsonException fault)
            {
                throw new CommandFailed(ExitCode.Usage, $"this is not JSON: {fault.Message}; put it into single quotes");
            }
        }

        return words.Count > 0 && words.All(word => Pair().IsMatch(word))
            ? Encoding.UTF8.GetBytes(new JsonObject(words.Select(word => word.Split('=', 2))
                .DistinctBy(pair => pair[0]).Select(pair => KeyValuePair.Create(pair[0], Value(pair[1])))).ToJsonString())
            : Encoding.UTF8.GetBytes(text);
    }

    // Numbers and true or false mean themselves; everything else is text.
    private static JsonNode? Value(string text)
    {
        if (Literal().IsMatch(text))
        {
            return JsonNode.Parse(text);
        }

        return text;
    }

    [GeneratedRegex(@"\A[a-z_]+=")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\A(true|false|-?(0|[1-9]\d{0,14})(\.\d{1,15})?)\z")]
    private static partial Regex Literal();
}
