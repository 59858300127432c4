using System.Text.Json.Nodes;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Presence;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>What is seen in it, and the comparison of what was said with the truth.</summary>
internal sealed partial class PresenceHistory
{
    private void End(Track track, int? ageMs)
    {
        _tracks.Remove(track);
        if (track.Told.Length > 0 && ageMs is { } age)
        {
            _stage.Reports.Post(new CameraReport.Decided(
                (track.Face ?? Event(track, null, null, null)) with { EventType = FaceEventType.Left, AgeMs = age, Seconds = 1 }, null, default));
        }

        if (track.Visitor is { } visitor)
        {
            Sight(track.Camera, visitor, Now - TimeSpan.FromMilliseconds(ageMs ?? 0));
        }
    }

    private void View(string camera)
    {
        var tracks = _tracks.Where(track => track.Camera == camera).ToList();
        var shown = tracks.Where(track => track.Person is not null || (track.Told.Length > 0 && track.Visitor is not null)).ToList();
        _stage.Reports.Post(new CameraReport.InView(camera, tracks.Count, [.. shown.Select(track => new FaceInView(
            track.Person, track.Person is { } person ? _stage.Gallery.Find(person)!.Name : "unknown", track.Id, default))])
        {
            Tracks = [.. tracks.Select(track => track.Id)],
        });
        Show(camera, [.. tracks.Select(track => track.Person).OfType<string>().Distinct()]);
        if (tracks.Count > 0)
        {
            _renewed[camera] = Now;
        }
        else
        {
            _renewed.Remove(camera);
        }
    }

    private void Show(string camera, IReadOnlyCollection<string> people) => _truth.Show(camera, people, Now, _stage.Clock.GetUtcNow());

    private void Lapse()
    {
        foreach (var camera in _renewed.Where(view => view.Value + ViewRenewals.Patience <= Now).Select(view => view.Key).Order(StringComparer.Ordinal).ToList())
        {
            _renewed.Remove(camera);
            Show(camera, []);
            foreach (var track in _tracks.Where(track => track.Camera == camera && track.Visitor is not null))
            {
                Sight(camera, track.Visitor!, Now);
                track.Visitor = null;
            }
        }
    }

    private void Forget(string person)
    {
        _truth.Forget(person);
        _visits.Forget(person);
        _published.Remove(person);
        _keptSimilarity.Remove(person);
        foreach (var camera in Cameras)
        {
            _lastSights.Remove((camera, person));
        }
    }

    private void Settle()
    {
        Read(_stage.Work());
        Assert.True(_stage.Due is null || _stage.Due > Now, "The publisher would spin.");
        Compare();
    }

    private void Read(List<OutgoingMessage> sent, bool isEnding = false)
    {
        foreach (var message in sent)
        {
            if (message.Topic.EndsWith("/event", StringComparison.Ordinal))
            {
                _visits.Read(JsonNode.Parse(message.Text())!);
            }
            else if (message.Topic.Split('/') is [.., "person", var person, "state"] && !message.Payload.IsEmpty)
            {
                Assert.NotNull(_stage.Gallery.Find(person));
                var state = JsonNode.Parse(message.Text())!.AsObject();
                state.Remove("last_seen");
                if (_published.TryGetValue(person, out var last) && last.State == state.ToJsonString() && !isEnding && _truth.IsInView(person))
                {
                    Assert.True(Now - last.At >= Refresh, $"{person} was told again after {Now - last.At}.");
                }

                _published[person] = (state.ToJsonString(), Now);
            }
        }
    }

    private void Compare()
    {
        var people = _stage.Gallery.People();
        Assert.Equal(
            people.Select(person => $"facerec/edge/person/{person.Id}/state").Order(StringComparer.Ordinal),
            _stage.Retained.Keys.Where(topic => topic.Contains("/person/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var person in people)
        {
            var state = _stage.Person(person.Id)!;
            Assert.Equal(
                (person.Name, person.Samples, "edge", _truth.IsPresent(person.Id, Now), _truth.Camera(person.Id)),
                ((string?)state["name"], (int)state["samples"]!, (string?)state["node"], (bool)state["present"]!, (string?)state["camera"]));
            Assert.Equal(_truth.Similarity.TryGetValue(person.Id, out var similarity) ? Math.Round(similarity, 3) : null, (double?)state["similarity"]);
            if (_truth.IsInView(person.Id))
            {
                Assert.InRange(Now - _published[person.Id].At, TimeSpan.Zero, Refresh);
            }
            else
            {
                Assert.Equal(_truth.LastSeen(person.Id), (DateTimeOffset?)state["last_seen"]);
            }
        }

        foreach (var camera in Cameras)
        {
            var expected = _tracks.Where(track => track.Camera == camera && track.Visitor is not null).Select(track => track.Visitor!)
                .Concat(_lastSights.Where(sight => sight.Key.Camera == camera && IsGoingOn(sight.Key.Visitor, sight.Value)).Select(sight => sight.Key.Visitor))
                .Distinct().Select(Named).Order(StringComparer.Ordinal);
            Assert.Equal(expected, _visits.Visitors(camera).Where(visitor => !visitor.StartsWith("gone ", StringComparison.Ordinal)).Select(Named).Order(StringComparer.Ordinal));
        }
    }

    // A stranger without an id is called by the visit's first track, which may be another than the one that is left.
}
