using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.SelfTest;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary>Looks at installed packs.</summary>
internal static class PackCheck
{
    /// <summary>An entry's state in a word or two.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="entry">The pack.</param>
    public static (string State, TextColour Colour) Describe(string dataFolder, PackEntry entry)
    {
        try
        {
            _ = PackStore.Open(dataFolder, entry);
            return ("installed", TextColour.Green);
        }
        catch (PackException fault)
        {
            return fault.Fault is PackFault.NotInstalled ? ("not installed", TextColour.Grey) : ("damaged", TextColour.Red);
        }
    }

    /// <summary>Checks the files of a pack, opens its models and recognises its known face.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="entry">The pack.</param>
    /// <param name="text">What was seen where all is well.</param>
    /// <returns>Null, or what is wrong and what helps.</returns>
    public static string? Problem(string dataFolder, PackEntry entry, out string text)
    {
        text = "";
        try
        {
            var pack = PackStore.Open(dataFolder, entry);
            using var backend = new OnnxBackend(entry.InstalledName, pack, new OnnxBackendOptions(), NullLogger.Instance);
            text = $"{pack.Manifest.Files.Count} models whole, " + (pack.SelfTest is null ? "no self-test" : "the self-test's face is recognised");
            return pack.SelfTest is null ? null : BackendSelfTest.Run(backend, pack.SelfTest);
        }
        catch (Exception fault) when (fault is PackException or BackendException)
        {
            return fault.Message;
        }
    }
}
