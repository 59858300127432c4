using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether the models of a backend are installed, whole, and recognise.</summary>
internal static class ModelCheck
{
    /// <summary>Opens the backend's pack as the node would.</summary>
    /// <param name="configuration">Says where packs lie.</param>
    /// <param name="backend">The backend.</param>
    public static Finding Look(NodeConfiguration configuration, BackendSection backend)
    {
        var subject = $"models of {backend.Name}";
        try
        {
            var entry = configuration.Packs.Find(backend.Pack);
            var trial = PackTrial.Run(configuration.Packs, entry, new OnnxBackendOptions { Threads = backend.Threads, DetectorSize = backend.DetectorSize });
            return trial switch
            {
                { Problem: { } problem } => Finding.Fail(subject, problem),
                { HasSelfTest: false } => Finding.Warn(
                    subject, $"{entry.CalledName}: {trial.Text}; wrong colours or a broken model would go unnoticed", "name pictures of faces in the pack's manifest (self_test) and fetch it again"),
                _ => Finding.Ok(subject, $"{entry.CalledName}: {trial.Text}"),
            };
        }
        catch (PackException fault)
        {
            return Finding.Fail(subject, fault.Message);
        }
    }
}
