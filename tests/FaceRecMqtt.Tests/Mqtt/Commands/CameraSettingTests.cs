using System.Text;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Logging.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

public sealed class CameraSettingTests
{
    private const string Settings = "facerec/edge/camera/front/settings";
    private static readonly NodeTopics Topics = new("facerec", "edge");

    private readonly Outbox _outbox = new(100, TimeProvider.System);
    private readonly TaskCompletionSource _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CameraSettings _inForce = new(true, 0.42);

    public CameraSettingTests()
    {
        new CameraPublisher(Topics, "front", _outbox).Settings(_inForce);
        _outbox.Drain();
    }

    [Theory]
    [InlineData("enabled", "OFF", """{"enabled":false,"min_similarity":0.42}""")]
    [InlineData("enabled", " off\n", """{"enabled":false,"min_similarity":0.42}""")]
    [InlineData("enabled", "ON", """{"enabled":true,"min_similarity":0.42}""")]
    [InlineData("enabled", "true", """{"enabled":true,"min_similarity":0.42}""")]
    [InlineData("min_similarity", "0.52", """{"enabled":true,"min_similarity":0.52}""")]
    [InlineData("min_similarity", "1", """{"enabled":true,"min_similarity":1}""")]
    [InlineData("min_similarity", "1.0", """{"enabled":true,"min_similarity":1}""")]
    [InlineData("min_similarity", "0.12345", """{"enabled":true,"min_similarity":0.123}""")]
    public async Task A_good_value_is_applied_and_the_settings_in_force_are_said(string key, string value, string said) =>
        Assert.Equal([said], await SayAsync($"front/set/{key}", value));

    [Theory]
    [InlineData("enabled", "maybe")]
    [InlineData("enabled", "")]
    [InlineData("enabled", "1")]
    [InlineData("min_similarity", "1.01")]
    [InlineData("min_similarity", "-0.1")]
    [InlineData("min_similarity", "NaN")]
    [InlineData("min_similarity", "0,5")]
    [InlineData("min_similarity", "half")]
    [InlineData("min_similarity", "0.5000000000000000000000000000000000000")]
    [InlineData("colour", "red")]
    public async Task A_refused_value_has_the_old_settings_said_again(string key, string value) =>
        Assert.Equal(["""{"enabled":true,"min_similarity":0.42}"""], await SayAsync($"front/set/{key}", value));

    [Fact]
    public async Task Where_cameras_may_not_be_changed_the_old_settings_are_said_again_and_nothing_is_applied()
    {
        var applied = false;
        var intake = new CameraSettingIntake(Topics, _outbox, isAllowed: false, (_, _) => { applied = true; return Task.FromResult<CameraSettings?>(null); }, new FakeLogger<CameraSettingIntake>());
        intake.Receive(Message("front/set/enabled", "OFF"));
        Assert.Equal("""{"enabled":true,"min_similarity":0.42}""", Assert.Single(_outbox.Drain()).Text());
        // What waited would be applied at once, before the loop first pauses.
        using var stopping = new CancellationTokenSource();
        var running = intake.RunAsync(stopping.Token);
        await stopping.CancelAsync();
        await running;
        Assert.False(applied);
    }

    [Fact]
    public async Task A_fault_has_the_old_settings_said_again() =>
        Assert.Equal(["""{"enabled":true,"min_similarity":0.42}"""], await SayAsync("front/set/enabled", "OFF", _ => throw new InvalidOperationException("disk full")));

    [Theory]
    [InlineData("nobody/set/enabled")]
    [InlineData("Front/set/enabled")]
    [InlineData("front/set/enabled/x")]
    [InlineData("front/settings")]
    public async Task Cameras_and_topics_that_are_none_change_and_say_nothing(string topic) => Assert.Empty(await SayAsync(topic, "OFF"));

    [Fact]
    public async Task A_retained_value_is_ignored() => Assert.Empty(await SayAsync("front/set/enabled", "OFF", retained: true));

    [Fact]
    public async Task Values_beyond_what_may_wait_are_refused_not_kept()
    {
        var intake = Intake(Apply);
        for (var at = 0; at < 1000; at++)
        {
            intake.Receive(Message("front/set/min_similarity", "0.5"));
        }

        // 32 wait; all others were answered with the one state there is.
        Assert.Equal("""{"enabled":true,"min_similarity":0.42}""", Assert.Single(_outbox.Drain()).Text());
    }

    private async Task<IEnumerable<string>> SayAsync(string topic, string value, Func<CameraSettingChange, CameraSettings?>? apply = null, bool retained = false)
    {
        using var stopping = new CancellationTokenSource();
        var intake = Intake(apply ?? Apply);
        // A marker after it shows that it was worked off.
        intake.Receive(Message(topic, value) with { Retained = retained });
        intake.Receive(Message("marker/set/enabled", "ON"));
        var running = intake.RunAsync(stopping.Token);
        await _marked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stopping.CancelAsync();
        await running;
        return _outbox.Drain().Where(message => message.Topic == Settings).Select(message => message.Text());
    }

    private CameraSettingIntake Intake(Func<CameraSettingChange, CameraSettings?> apply) => new(
        Topics,
        _outbox,
        isAllowed: true,
        (change, _) =>
        {
            if (change.Camera == "marker")
            {
                _marked.SetResult();
                return Task.FromResult<CameraSettings?>(null);
            }

            return Task.FromResult(apply(change));
        },
        new FakeLogger<CameraSettingIntake>());

    private CameraSettings? Apply(CameraSettingChange change)
    {
        if (change.Camera != "front")
        {
            return null;
        }

        Assert.True(change.Enabled is null != change.MinSimilarity is null);
        return _inForce = new CameraSettings(change.Enabled ?? _inForce.Enabled, change.MinSimilarity ?? _inForce.MinSimilarity);
    }

    private static IncomingMessage Message(string topic, string value)
    {
        var payload = Encoding.UTF8.GetBytes(value);
        return new IncomingMessage($"facerec/edge/camera/{topic}", payload, payload.Length, false);
    }
}
