using System.Text;
using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Tests.Node.Configuration;

/// <summary>Reads a configuration from text with given surroundings.</summary>
internal static class Parsed
{
    public static ConfigurationResult Text(string yaml, params (string Name, string Value)[] environment) =>
        Bytes(Encoding.UTF8.GetBytes(yaml), environment);

    public static ConfigurationResult Bytes(byte[] yaml, params (string Name, string Value)[] environment) =>
        ConfigurationFile.Parse(yaml, "facerec.yaml", new ConfigurationSources(
            environment.ToDictionary(variable => variable.Name, variable => variable.Value), "/etc/facerec", IsRoot: true));

    public static NodeConfiguration Good(string yaml, params (string Name, string Value)[] environment)
    {
        var result = Text(yaml, environment);
        Assert.Empty(result.Problems);
        return Assert.IsType<NodeConfiguration>(result.Configuration);
    }

    public static string OnlyProblem(string yaml, params (string Name, string Value)[] environment)
    {
        var result = Text(yaml, environment);
        Assert.Null(result.Configuration);
        return Assert.Single(result.Problems).ToString();
    }
}
