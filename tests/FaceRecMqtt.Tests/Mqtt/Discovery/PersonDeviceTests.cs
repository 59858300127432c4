using System.Text.Json;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

public sealed class PersonDeviceTests
{
    private readonly Announcer _node = new();
    private readonly ConfigReader _reader = new();

    public PersonDeviceTests()
    {
        _reader.Take(_node.Say(["cpu"]));
        _reader.Take("facerec/edge/state", "online");
    }

    [Theory]
    [InlineData("anna", "Anna")]
    [InlineData("person", "李小龙 🙂")]
    [InlineData("person-2", "عائشة")]
    [InlineData("x", "\"quoted\" {{ braces }} \\ <b> & 'single'")]
    public void A_person_of_any_name_is_shown_with_presence_time_and_camera(string id, string name)
    {
        _reader.Take(_node.SayPeople(new PersonDescription(id, name)));
        Say(id, new PersonState(name, true, "front_door", "edge", DateTimeOffset.UnixEpoch.AddHours(1), 0.634, 5));
        _reader.AssertGood();
        Assert.Equal(["on", "1970-01-01T01:00:00+00:00", "front_door"], States(id));
        var device = Assert.Single(_reader.Core.Registry.Devices, device => device.Identifier == $"facerec_7f3a_person_{id}");
        Assert.Equal((name, "facerec_7f3a"), (device.Name, device.Via?.Identifier));
        Assert.All(_reader.Core.Entities.Where(entity => entity.Entry.Device == device), entity => Assert.Matches(
            $@"\A\w+\.{id.Replace('-', '_')}_(presence|last_seen|last_camera)\z", entity.Entry.EntityId));
    }

    [Fact]
    public void The_longest_name_is_taken()
    {
        var name = string.Concat(Enumerable.Repeat("👩‍🚀", 30)) + new string('W', 10);
        _reader.Take(_node.SayPeople(new PersonDescription("long", name)));
        _reader.AssertGood();
        Assert.Contains(_reader.Core.Registry.Devices, device => device.Name == name);
    }

    [Fact]
    public void Somebody_never_seen_is_away_and_has_no_time_and_no_camera()
    {
        _reader.Take(_node.SayPeople(new PersonDescription("anna", "Anna")));
        Say("anna", new PersonState("Anna", false, null, "edge", null, null, 5));
        _reader.AssertGood();
        Assert.Equal(["off", "unknown", "unknown"], States("anna"));
    }

    [Fact]
    public void A_renamed_person_keeps_entities_and_states_under_the_new_name()
    {
        _reader.Take(_node.SayPeople(new PersonDescription("anna", "Anna")));
        Say("anna", new PersonState("Anna", true, "front_door", "edge", DateTimeOffset.UnixEpoch, 0.6, 5));
        var entities = _reader.Core.Registry.Entries.Select(entry => (entry.EntityId, entry.UniqueId)).ToList();
        _reader.Take(_node.SayPeople(new PersonDescription("anna", "Anna Müller")));
        _reader.AssertGood();
        Assert.Equal(entities, _reader.Core.Registry.Entries.Select(entry => (entry.EntityId, entry.UniqueId)));
        Assert.Equal(["on", "1970-01-01T00:00:00+00:00", "front_door"], States("anna"));
        Assert.Equal("Anna Müller Presence", (string?)_reader.Core.States.Find("binary_sensor.anna_presence")!.Value.Attributes["friendly_name"]);
    }

    [Fact]
    public void Who_is_gone_goes_with_device_entities_and_retained_state()
    {
        _reader.Take(_node.SayPeople(new PersonDescription("anna", "Anna"), new PersonDescription("bea", "Bea")));
        var gone = _node.SayPeople(new PersonDescription("bea", "Bea"));
        Assert.Equal("homeassistant/device/facerec_7f3a_person_anna/config", Assert.Single(gone).Topic);
        // Only then what its entities read, which they would take for a fault.
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        gone.AddRange(_node.Outbox.Drain());
        Assert.Equal("facerec/edge/person/anna/state", gone[^1].Topic);
        Assert.All(gone, message => Assert.True(message.Payload.IsEmpty && message.Retain));
        _reader.Take(gone);
        _reader.AssertGood();
        Assert.Equal(["facerec_7f3a", "facerec_7f3a_person_bea"], _reader.Core.Registry.Devices.Select(device => device.Identifier));
        Assert.DoesNotContain(_reader.Core.States.Entities, entity => entity.Contains("anna", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_who_changed_is_published_again()
    {
        var (anna, bea) = (new PersonDescription("anna", "Anna"), new PersonDescription("bea", "Bea"));
        Assert.Equal(2, _node.SayPeople(anna, bea).Count);
        Assert.Empty(_node.SayPeople(bea, anna));
        Assert.Single(_node.SayPeople(anna, bea with { Name = "Beate" }));
        Assert.Empty(_node.SayPeople(anna, bea with { Name = "Beate" }));
    }

    [Fact]
    public void A_name_that_changes_all_the_time_is_published_every_two_seconds_at_most()
    {
        Assert.Single(_node.SayPeople(new PersonDescription("anna", "Anna 0")));
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        _node.Devices.DescribePeople([new PersonDescription("anna", "Anna 1")]);
        Assert.Single(_node.Outbox.Drain());
        for (var change = 2; change <= 20; change++)
        {
            _node.Devices.DescribePeople([new PersonDescription("anna", $"Anna {change}")]);
            _node.Time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Empty(_node.Outbox.Drain());
        }

        _node.Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Contains("Anna 20", Assert.Single(_node.Outbox.Drain()).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_people_keep_to_a_pace_and_let_everything_else_go_first()
    {
        var outbox = _node.Outbox;
        _node.Devices.DescribePeople([.. Enumerable.Range(0, 1000).Select(number => new PersonDescription($"p{number}", $"P {number}"))]);
        outbox.Post(new OutgoingMessage("facerec/edge/camera/front/identity", "Anna"u8.ToArray(), MessageKind.State));
        Assert.Equal("facerec/edge/camera/front/identity", outbox.TakeNow(1).Single().Topic);
        var (sent, seconds) = (0, 0);
        for (; outbox.Counts.States > 0 && seconds < 60; seconds++)
        {
            var now = 0;
            for (var step = 0; step < 20; step++)
            {
                _node.Time.Advance(TimeSpan.FromMilliseconds(50));
                now += outbox.Drain().Count;
            }

            Assert.InRange(now, 1, 121);
            sent += now;
        }

        Assert.Equal(1000, sent);
        Assert.InRange(seconds, 8, 12);
    }

    [Fact]
    public void With_discovery_off_people_are_not_announced_and_still_cleared()
    {
        var node = new Announcer(prefix: null);
        Assert.Empty(node.SayPeople(new PersonDescription("anna", "Anna")));
        Assert.Equal("facerec/edge/person/anna/state", Assert.Single(node.SayPeople()).Topic);
    }

    private void Say(string id, PersonState state) =>
        _reader.Take($"facerec/edge/person/{id}/state", JsonSerializer.Serialize(state, PayloadJson.Form.PersonState));

    private string?[] States(string id) => [.. new[] { "presence", "last_seen", "last_camera" }.Select(key => _reader.StateOf($"facerec_7f3a_person_{id}_{key}"))];
}
