using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.SelfTest;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Backends;

/// <summary>The contract over ONNX Runtime on the CPU.</summary>
public sealed class OnnxContractTests(ContractModels models, ITestOutputHelper output) : BackendContract(models, output), IClassFixture<ContractModels>
{
    private protected override float LeastCosine => 0.99999f;

    private protected override ulong Handles => 0;

    private protected override IInferenceBackend Open(InputMistake mistake) => new OnnxBackend("cpu", Models.Pack(mistake), new OnnxBackendOptions(), NullLogger.Instance);

    private protected override Func<IInferenceBackend> Small(TemporaryFolder folder)
    {
        File.WriteAllBytes(folder.File("recogniser.onnx"), TinyModel.Recogniser());
        File.CreateSymbolicLink(folder.File("detector.onnx"), Path.Combine(StarterPack.Installed().Folder, StarterPack.UltraFace.File));
        File.CreateSymbolicLink(folder.File(StarterPack.Landmarks.File), Path.Combine(StarterPack.Folder, StarterPack.Landmarks.File));
        var pack = StarterPack.Of(
            folder.Path, StarterPack.UltraFace with { File = "detector.onnx" }, StarterPack.Landmarks, StarterPack.Recogniser with { File = "recogniser.onnx", Length = TinyModel.Channels });
        return () => new OnnxBackend("cpu", pack, new OnnxBackendOptions { Threads = 1 }, NullLogger.Instance);
    }

    private protected override string? SelfTest(IInferenceBackend backend, SelfTestReference reference) => BackendSelfTest.Run((OnnxBackend)backend, reference);
}
