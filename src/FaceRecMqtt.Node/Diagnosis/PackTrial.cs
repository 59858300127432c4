using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.SelfTest;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>What trying an installed pack came to.</summary>
/// <param name="Problem">What is wrong and what helps; null where all is well.</param>
/// <param name="HasSelfTest">Whether a known face was recognised with it, or would have been.</param>
/// <param name="Text">What was seen.</param>
internal sealed record PackTrial(string? Problem, bool HasSelfTest, string Text)
{
    /// <summary>Checks the files of a pack, opens its models as the node would and recognises its known face.</summary>
    /// <param name="packs">Where packs lie.</param>
    /// <param name="entry">The pack.</param>
    /// <param name="options">What the configuration changes.</param>
    public static PackTrial Run(PackShelves packs, PackEntry entry, OnnxBackendOptions options)
    {
        try
        {
            var pack = packs.Open(entry);
            using var backend = new OnnxBackend(entry.InstalledName, pack, options, NullLogger.Instance);
            return pack.SelfTest is { } reference
                ? new(BackendSelfTest.Run(backend, reference), HasSelfTest: true, $"{pack.Manifest.Files.Count} models whole, the self-test's face is recognised")
                : new(null, HasSelfTest: false, $"{pack.Manifest.Files.Count} models whole, no self-test");
        }
        catch (Exception fault) when (fault is PackException or BackendException)
        {
            return new(fault.Message, HasSelfTest: false, "");
        }
    }
}
