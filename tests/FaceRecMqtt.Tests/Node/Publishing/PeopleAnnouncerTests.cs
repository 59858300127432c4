using System.Text.Json.Nodes;
using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Publishing;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Mqtt.Discovery;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>Home Assistant hears of everybody in the gallery.</summary>
public sealed class PeopleAnnouncerTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Announcer _node = new();
    private readonly FaceGallery _gallery;
    private readonly Task _running;

    public PeopleAnnouncerTests()
    {
        _gallery = Painted.Gallery(_folder);
        _gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model);
        _running = new PeopleAnnouncer(_gallery, _node.Devices, _node.Time).RunAsync(_stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _gallery.Dispose();
        _folder.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public void Who_is_in_the_gallery_is_announced_at_once() => Assert.Equal(["Anna"], _node.Outbox.Drain().Select(Name));

    [Fact]
    public async Task Who_is_added_renamed_or_removed_is_announced()
    {
        _node.Outbox.Drain();
        _gallery.Add(Painted.Name("李小龙"), [Painted.Sample(2)], Painted.Model);
        Assert.Equal("李小龙", Name(await NextAsync("person")));
        _gallery.Rename("person", "Bruce");
        Assert.Equal("Bruce", Name(await NextAsync("person")));
        _gallery.Delete("person");
        Assert.True((await NextAsync("person")).Payload.IsEmpty);
    }

    [Fact]
    public async Task Another_sample_of_somebody_known_announces_nothing()
    {
        _node.Outbox.Drain();
        _gallery.Add(Painted.Name("Anna"), [Painted.Sample(2)], Painted.Model);
        _gallery.Add(Painted.Name("Bea"), [Painted.Sample(3)], Painted.Model);
        Assert.Equal("Bea", Name(await NextAsync("bea")));
        Assert.Empty(_node.Outbox.Drain());
    }

    /// <summary>The next configuration of a person, with the clock running.</summary>
    private async Task<OutgoingMessage> NextAsync(string person)
    {
        var deadline = Deadline.In(TimeSpan.FromSeconds(60));
        while (true)
        {
            _node.Time.Advance(TimeSpan.FromMilliseconds(100));
            var said = _node.Outbox.Drain().Where(message => message.Topic.EndsWith("/config", StringComparison.Ordinal)).ToList();
            if (said.Count > 0)
            {
                Assert.Equal($"homeassistant/device/facerec_7f3a_person_{person}/config", Assert.Single(said).Topic);
                return said[0];
            }

            Assert.NotEqual(TimeSpan.Zero, deadline.Left);
            await Task.Delay(5);
        }
    }

    private static string? Name(OutgoingMessage message) => (string?)JsonNode.Parse(message.Payload.Span)!["device"]!["name"];
}
