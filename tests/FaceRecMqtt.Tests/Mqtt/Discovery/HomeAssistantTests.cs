using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

/// <summary>Our stand-in for Home Assistant's checks against the real one's verdicts.</summary>
public sealed class HomeAssistantTests
{
    private static readonly string[] Ours = ["sensor", "binary_sensor", "event", "image", "switch", "number", "select"];

    [Fact]
    public void What_Home_Assistant_took_is_taken()
    {
        RecordedCases.SkipWhereAbsent();
        string[] otherForms = ["Abbreviated", "A root state_topic"];
        var cases = RecordedCases.Configs("accepted.json")
            .Where(recorded => OnlyOurPlatforms(recorded.Config) && !otherForms.Any(form => recorded.Case.StartsWith(form, StringComparison.Ordinal))).ToList();
        Assert.InRange(cases.Count, 20, 100);
        Assert.All(cases, recorded => Assert.Null(HomeAssistant.PayloadProblem(recorded.Config)));
        Assert.All(
            cases.Where(recorded => !recorded.Case.StartsWith("A select with an empty list", StringComparison.Ordinal))
                .SelectMany(recorded => RecordedCases.Components(recorded.Config), (recorded, component) => (recorded.Case, component.Component)),
            one => Assert.True(HomeAssistant.ComponentProblem(one.Component) is null, $"{one.Case}: {HomeAssistant.ComponentProblem(one.Component)}"));
    }

    [Fact]
    public void What_cost_the_whole_payload_is_refused()
    {
        RecordedCases.SkipWhereAbsent();
        // Root keys that we never send, and a missing announcement, are not this check's business.
        string[] others = ["qos 5", "availability and availability_topic", "An unknown availability_mode", "An empty components", "A discovery topic", "A configuration_url",
            "A single config", "An empty payload"];
        var cases = RecordedCases.Configs("payload-refused.json")
            .Where(recorded => !others.Any(other => recorded.Case.StartsWith(other, StringComparison.Ordinal))).ToList();
        Assert.InRange(cases.Count, 10, 100);
        Assert.All(cases, recorded => Assert.True(HomeAssistant.PayloadProblem(recorded.Config) is not null, recorded.Case));
    }

    [Fact]
    public void What_cost_one_component_is_refused()
    {
        RecordedCases.SkipWhereAbsent();
        // Forms that we never send: of other platforms, legacy availability, and free texts that are written once.
        string[] others = ["availability_topic under", "availability list under", "cannot be parsed", "expire_after", "entity_picture", "url_topic and content_type"];
        var cases = RecordedCases.Configs("component-refused.json")
            .Where(recorded => OnlyOurPlatforms(recorded.Config) && !others.Any(other => recorded.Case.Contains(other, StringComparison.Ordinal))).ToList();
        Assert.InRange(cases.Count, 12, 100);
        Assert.All(cases, recorded =>
        {
            var refused = RecordedCases.Components(recorded.Config).Where(one => HomeAssistant.ComponentProblem(one.Component) is not null).Select(one => one.Key);
            Assert.True(refused.Count() == 1, $"{recorded.Case}: {string.Join(' ', refused)}");
        });
    }

    private static bool OnlyOurPlatforms(JsonObject config) =>
        RecordedCases.Components(config).All(one => one.Component["platform"] is { } platform && Ours.Contains((string)platform!));
}
