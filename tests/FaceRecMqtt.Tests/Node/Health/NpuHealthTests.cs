using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Node.Health;

[Collection(nameof(Hailo.Simulation.StandIn))]
public sealed class NpuHealthTests
{
    private static readonly NpuReport Well = new("Hailo-8", "HAILO8", "4.23.0", "4.23.0", "4.23.0", 52, null, false, 7);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_NPU_there_is_nothing_to_tell() => Assert.Null(await new NpuHealth(_time, NullLogger.Instance).ReadAsync(Stopping));

    [Fact]
    public async Task An_open_device_tells_what_it_is_and_how_and_a_closed_one_nothing()
    {
        using var standIn = StandInDevice.Load();
        using var folder = new TemporaryFolder();
        standIn.Set("power", 2.5);
        var npu = new NpuHealth(_time, NullLogger.Instance);
        var options = new HailoBackendOptions { DetectorHef = StandInHef.Detector(folder.Path), RecogniserHef = StandInHef.Recogniser(folder.Path) };
        using (var backend = npu.Watch(new HailoBackend("npu", new HailoDevice(StandInDevice.Path, new HailoSystem(folder.Path)), options, TimeProvider.System, NullLogger.Instance)))
        {
            var told = (await npu.ReadAsync(Stopping))!;
            Assert.Equal(("Hailo-8", "HAILO8", "4.23.0", null, "4.23.0", 2.5, false), (told.Board, told.Architecture, told.Firmware, told.Driver, told.Library, told.PowerW, told.Throttled));
            Assert.InRange(told.Temperature!.Value, 45, 60);
            Assert.Equal(backend.LatencyMilliseconds().Detector + backend.LatencyMilliseconds().Recogniser, told.LatencyMs);
        }

        Assert.Null(await npu.ReadAsync(Stopping));
    }

    [Fact]
    public async Task A_device_that_does_not_answer_is_waited_for_a_second_and_not_asked_again_meanwhile()
    {
        using var answers = new ManualResetEventSlim();
        using var asked = new SemaphoreSlim(0);
        var npu = new NpuHealth(_time, NullLogger.Instance);
        npu.Watch(() =>
        {
            asked.Release();
            answers.Wait(Stopping);
            return Well;
        });
        for (var i = 0; i < 2; i++)
        {
            var reading = npu.ReadAsync(Stopping);
            Assert.False(reading.IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(await reading.WaitAsync(TimeSpan.FromSeconds(10), Stopping));
        }

        await asked.WaitAsync(Stopping);
        Assert.Equal(0, asked.CurrentCount);
        answers.Set();
        Assert.Equal(Well, await npu.ReadAsync(Stopping));
    }
}
