using System.Collections;
using System.Text.RegularExpressions;
using FaceRecMqtt.Node.Configuration.Rendering;
using FaceRecMqtt.Node.Configuration.Schema;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed partial class SampleTests
{
    private static readonly string SamplePath = RepositoryRoot.Under("config", "facerec.yaml");

    [Fact]
    public void Sample_is_what_the_keys_declare()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(SamplePath, SampleFile.Write());
        }

        Assert.Equal(SampleFile.Write(), File.ReadAllText(SamplePath));
    }

    [Fact]
    public void Sample_equals_the_defaults_key_by_key()
    {
        var sample = Parsed.Good(File.ReadAllText(SamplePath));
        AssertEqual(SectionSchema.Root, Parsed.Good(""), sample, "");
    }

    [Fact]
    public void Sample_names_every_key_and_its_examples_can_be_used()
    {
        var uncommented = Example().Replace(File.ReadAllText(SamplePath), "$1$2");
        var sample = Parsed.Good(uncommented);
        Assert.Equal("front_door", Assert.Single(sample.Cameras).Name);
        AssertEqual(SectionSchema.Root.Keys.Single(key => key.Name == "cameras").Section!,
            Parsed.Good("cameras:\n  - {name: front_door, source: 'rtsp://192.168.1.20/stream1'}\n").Cameras[0], sample.Cameras[0], "cameras[0]");
        foreach (var path in SectionSchema.Root.Paths())
        {
            Assert.Matches($@"(?m)^[ #-]*{path.Split('.')[^1]}:", uncommented);
        }
    }

    [Fact]
    public void Every_key_says_what_it_is_for_and_numbers_have_ranges()
    {
        foreach (var key in Keys(SectionSchema.Root))
        {
            Assert.EndsWith(".", key.Setting.Text, StringComparison.Ordinal);
            Assert.True(key.Kind is not (SettingKind.Whole or SettingKind.Number or SettingKind.Duration) || key.Setting.Min < key.Setting.Max, key.Name);
            Assert.True(key.Kind is SettingKind.Section or SettingKind.SectionList || key.Default is not null || key.Setting.WhenAbsent is not null, key.Name);
        }
    }

    private static IEnumerable<SettingKey> Keys(SectionSchema schema) =>
        schema.Keys.SelectMany(key => (key.Section is null ? [] : Keys(key.Section)).Prepend(key));

    private static void AssertEqual(SectionSchema schema, object expected, object actual, string path)
    {
        foreach (var key in schema.Keys)
        {
            var (left, right) = (key.Property.GetValue(expected), key.Property.GetValue(actual));
            if (key.Kind is SettingKind.Section)
            {
                AssertEqual(key.Section!, left!, right!, $"{path}.{key.Name}");
            }
            else if (key.Kind is SettingKind.SectionList)
            {
                var (lefts, rights) = (((IEnumerable)left!).Cast<object>().ToList(), ((IEnumerable)right!).Cast<object>().ToList());
                Assert.Equal(lefts.Count, rights.Count);
                foreach (var (expectedItem, actualItem) in lefts.Zip(rights))
                {
                    AssertEqual(key.Section!, expectedItem, actualItem, $"{path}.{key.Name}[]");
                }
            }
            else
            {
                Assert.True(left is IEnumerable<string> words && left is not string ? words.SequenceEqual((IEnumerable<string>)right!) : Equals(left, right), $"{path}.{key.Name}: {left} is not {right}");
            }
        }
    }

    [GeneratedRegex("(?m)^( *)#(- |  )(?=\\S)")]
    private static partial Regex Example();
}
