using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Node.Faults;

/// <summary>What the node says on its topics when the NPU fails, and who serves meanwhile; the table is in docs/npu.md.</summary>
/// <remarks>With <c>-explicit on</c> each fault is also cured and the time is told until the NPU serves again, which takes half a minute each by intention.</remarks>
[Collection(nameof(Hailo.Simulation.StandIn))]
public sealed class NpuFaultTests(ITestOutputHelper output) : IDisposable
{
    private readonly StandInDevice _standIn = StandInDevice.Load();

    public static TheoryData<string, double, string> AtTheStart => new()
    {
        { "absent", 1, "No Hailo device is in this machine" },
        { "busy", 1, "Another process uses the Hailo device 0000:01:00.0" },
        { "permission", 1, "This user may not open /dev/hailo0" },
        { "driver_version", 1, "The driver is not of the library's version 4.23.0" },
        { "hef_corrupt", 1, "scrfd_2_5g.hef is damaged" },
        { "page_size", 1, "force_desc_page_size=4096" },
        { "architecture", 2, "compiled for another device than this HAILO8L" },
    };

    public static TheoryData<string, double, string> WhileItServes => new()
    {
        { "stuck", -1, "HAILO_TIMEOUT" },
        { "driver_timeout", -1, "HAILO_DRIVER_TIMEOUT" },
        { "closed", -1, "HAILO_COMMUNICATION_CLOSED" },
        { "slow", 2500, "HAILO_TIMEOUT" },
    };

    [Theory]
    [MemberData(nameof(AtTheStart))]
    public Task NPU_that_cannot_be_opened_is_replaced_by_the_CPU_and_topics_say_why(string fault, double value, string expected) =>
        FailAtTheStartAsync(fault, value, expected, isCured: false);

    [Theory]
    [MemberData(nameof(WhileItServes))]
    public Task NPU_that_is_lost_while_it_serves_is_replaced_by_the_CPU_and_topics_say_why(string fault, double value, string expected) =>
        FailWhileItServesAsync(fault, value, expected, isCured: false);

    [Theory(Explicit = true)]
    [MemberData(nameof(AtTheStart))]
    public Task NPU_that_could_not_be_opened_serves_again_after_the_cure(string fault, double value, string expected) =>
        FailAtTheStartAsync(fault, value, expected, isCured: true);

    [Theory(Explicit = true)]
    [MemberData(nameof(WhileItServes))]
    public Task NPU_that_was_lost_serves_again_after_the_cure(string fault, double value, string expected) =>
        FailWhileItServesAsync(fault, value, expected, isCured: true);

    [Theory]
    [InlineData("throttle", new[] { "npu_too_warm", "npu_throttled" }, true)]
    [InlineData("overcurrent", new[] { "npu_overcurrent" }, true)]
    [InlineData("cpu_ecc", new[] { "npu_memory_error" }, false)]
    public async Task NPU_that_warns_goes_on_and_health_names_what_helps_until_it_is_over(string fault, string[] codes, bool endsByItself)
    {
        await using var node = await NpuNode.StartAsync();
        await node.ServesAsync("npu");
        var (from, begun) = (node.Count, TimeProvider.System.GetTimestamp());
        _standIn.Set(fault, 1);
        var health = await node.WaitAsync("health", message => codes.All(code => Codes(message).Contains(code)), string.Join(", ", codes), from);
        var noticed = TimeProvider.System.GetElapsedTime(begun);
        Assert.Equal("degraded", health.Json["status"]!.GetValue<string>());
        await node.WaitAsync("log", message => message.Text.Contains("The NPU warns", StringComparison.Ordinal), "a line in the log", from);
        var said = Said(health);
        var cured = (From: node.Count, At: TimeProvider.System.GetTimestamp());
        _standIn.Set(fault, 0);
        if (endsByItself)
        {
            await node.WaitAsync("health", message => !Codes(message).Any(codes.Contains), "health without it", cured.From);
        }

        Tell(fault, said, "npu serves on", node.Logged(from), node.Doctor(hasNode: fault != "permission"), noticed, endsByItself ? TimeProvider.System.GetElapsedTime(cured.At) : null);
    }

    [Fact]
    public async Task NPU_whose_answers_drifted_is_replaced_by_the_CPU_and_health_says_that_a_power_cycle_may_help()
    {
        await using var node = await NpuNode.StartAsync();
        await node.ServesAsync("npu");
        // A device that fails shortly is asked again afterwards.
        await node.AnsweredAsync();
        var (from, begun) = (node.Count, TimeProvider.System.GetTimestamp());
        _standIn.Set("drift", 0.5);
        _standIn.Set("closed", 1);
        var health = await node.WaitAsync("health", message => Codes(message).Contains("npu_drift"), "drift", from);
        var noticed = TimeProvider.System.GetElapsedTime(begun);
        await node.ServesAsync("cpu", from);
        Assert.Contains("power cycle", Said(health), StringComparison.Ordinal);
        await node.WaitAsync("log", message => message.Text.Contains("cannot be trusted", StringComparison.Ordinal), "a line in the log", from);
        Tell("drift", Said(health), "cpu", node.Logged(from), node.Doctor(hasNode: true), noticed, null);
    }

    public void Dispose() => _standIn.Dispose();

    private async Task FailAtTheStartAsync(string fault, double value, string expected, bool isCured)
    {
        _standIn.Set(fault, value);
        var begun = TimeProvider.System.GetTimestamp();
        await using var node = await NpuNode.StartAsync();
        await FailedOverAsync(node, fault, expected, begun, from: 0, isCured);
    }

    private async Task FailWhileItServesAsync(string fault, double value, string expected, bool isCured)
    {
        await using var node = await NpuNode.StartAsync();
        await node.ServesAsync("npu");
        var (from, begun) = (node.Count, TimeProvider.System.GetTimestamp());
        _standIn.Set(fault, value);
        await FailedOverAsync(node, fault, expected, begun, from, isCured);
    }

    private async Task FailedOverAsync(NpuNode node, string fault, string expected, long begun, int from, bool isCured)
    {
        await node.ServesAsync("cpu", from);
        var noticed = TimeProvider.System.GetElapsedTime(begun);
        var health = await node.WaitAsync("health", message => Codes(message).Contains("backend_failed_over"), "failed over", from);
        var said = Said(health);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Contains("cpu serves in place of npu", said, StringComparison.Ordinal);
        await node.WaitAsync("log", message => message.Text.Contains(expected, StringComparison.Ordinal), "a line in the log", from);
        var (logged, doctor) = (node.Logged(from), node.Doctor(hasNode: fault != "permission"));
        TimeSpan? recovered = null;
        if (isCured)
        {
            var cured = (From: node.Count, At: TimeProvider.System.GetTimestamp());
            _standIn.Reset();
            await node.ServesAsync("npu", cured.From);
            recovered = TimeProvider.System.GetElapsedTime(cured.At);
            await node.WaitAsync("health", message => !Codes(message).Contains("backend_failed_over"), "health without it", cured.From);
        }

        Tell(fault, said, "cpu", logged, doctor, noticed, recovered);
    }

    private static IReadOnlyList<string> Codes(Published health) => [.. health.Json["problems"]!.AsArray().Select(problem => problem!["code"]!.GetValue<string>())];

    private static string Said(Published health) =>
        string.Join(" ", health.Json["problems"]!.AsArray().Select(problem => $"{problem!["code"]}: {problem["text"]} → {problem["cure"]}"));

    private void Tell(string fault, string health, string backend, IReadOnlyList<string> log, string doctor, TimeSpan noticed, TimeSpan? recovered) => output.WriteLine(FormattableString.Invariant(
        $"{fault} § {backend} after {noticed.TotalSeconds:0.0} s § {health} § {string.Join(" / ", log)} § {(doctor.Length > 0 ? doctor : "–")} § {recovered?.TotalSeconds ?? double.NaN:0.0} s"));
}
