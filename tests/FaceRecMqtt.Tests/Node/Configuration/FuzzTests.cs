using System.Text;
using CsCheck;
using FaceRecMqtt.Node.Configuration.Rendering;

namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed class FuzzTests
{
    [Fact]
    public void Any_bytes_give_a_configuration_or_problems() => Gen.Byte.Array[0, 200].Sample(Check, iter: 2000);

    [Fact]
    public void Any_YAML_like_text_gives_a_configuration_or_problems() =>
        OneOf("mqtt", "cameras", "name", ":", ": ", "- ", "\n", "\n  ", "\n    ", "\t", "{", "}", "[", "]", "'", "\"", "&a", "*a", "!x",
            "? ", "|", ">", "%", "---", "...", "#", "~", "<<", ",", "\r", "\u0085", "\u2028", "\ud83d\ude00", "port", "1e999", "0x10", "@", "`")
            .Array[0, 30].Sample(pieces => Check(Encoding.UTF8.GetBytes(string.Concat(pieces))), iter: 2000);

    [Fact]
    public void Any_damage_to_the_sample_gives_a_configuration_or_problems()
    {
        var sample = Encoding.UTF8.GetBytes(SampleFile.Write());
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Byte, Gen.Int[0, 40]).Sample((at, value, cut) =>
        {
            byte[] damaged = [.. sample.AsSpan(0, at), value, .. sample.AsSpan(Math.Min(sample.Length, at + cut))];
            Check(damaged);
        });
    }

    [Fact]
    public void Any_environment_gives_a_configuration_or_problems() =>
        Gen.Select(
            OneOf("MQTT", "HOST", "CAMERAS", "0", "1", "NAME", "99999999999", "ALLOW", "COMMANDS", "TLS", "", "é").Array[0, 5],
            Gen.String).Array[0, 4].Sample(variables => Parsed.Text("mqtt: 1", [.. variables
                .Select(variable => ("FACEREC__" + string.Join("__", variable.Item1), variable.Item2)).DistinctBy(variable => variable.Item1)]));

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    private static void Check(byte[] bytes)
    {
        var result = Parsed.Bytes(bytes);
        Assert.Equal(result.Configuration is null, result.Problems.Count > 0);
        Assert.All(result.Problems, problem => Assert.DoesNotContain(problem.ToString(), char.IsControl));
    }
}
