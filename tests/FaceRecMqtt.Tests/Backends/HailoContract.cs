using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Backends;

/// <summary>The contract over HailoRT, played by the stand-in.</summary>
public abstract class HailoContract(ContractModels models, ITestOutputHelper output, int bits, bool isNarrow = false) : BackendContract(models, output)
{
    private readonly StandInDevice _standIn = StandInDevice.Load();
    private readonly HailoDevice _device = new(StandInDevice.Path, new HailoSystem("/nowhere"));

    private protected override ulong Handles => _standIn.OpenHandles;

    private protected override void Close()
    {
        Assert.Equal((0ul, 0ul), (_standIn.OpenHandles, _standIn.Misuses));
        _standIn.Dispose();
    }

    private protected override IInferenceBackend Open(InputMistake mistake) => Open(Models.DetectorHef(bits), Models.RecogniserHef(bits, isNarrow, mistake));

    private protected override Func<IInferenceBackend> Small(TemporaryFolder folder)
    {
        var (detector, recogniser) = (StandInHef.Detector(folder.Path), StandInHef.Recogniser(folder.Path));
        return () => Open(detector, recogniser);
    }

    private protected override string? SelfTest(IInferenceBackend backend, SelfTestReference reference) =>
        HailoSelfTest.Run(backend, new HailoReference(reference.Crop, reference.Raw));

    private HailoBackend Open(string detector, string recogniser) => new(
        "npu", _device, new HailoBackendOptions { DetectorHef = detector, RecogniserHef = recogniser }, TimeProvider.System, NullLogger.Instance);
}
