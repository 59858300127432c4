using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>What somebody knows who reads only events: which visits go on, whose they are. Fails when an event makes no sense to them.</summary>
internal sealed class VisitGrammar
{
    private readonly Dictionary<(string Camera, string Track), string> _open = [];
    private readonly Dictionary<string, long> _seq = [];

    /// <summary>Who visits a camera: ids of people and strangers; of strangers without an id their tracks.</summary>
    public IEnumerable<string> Visitors(string camera) => _open.Where(visit => visit.Key.Camera == camera).Select(visit => visit.Value);

    public void Read(JsonNode face)
    {
        var (camera, track, seq) = ((string)face["camera"]!, (string)face["track"]!, (long)face["seq"]!);
        Assert.Equal(_seq.GetValueOrDefault(camera) + 1, seq);
        _seq[camera] = seq;
        var visitor = (string?)face["person"] ?? (string?)face["unknown_id"] ?? $"track {track}";
        var key = (camera, track);
        switch ((string)face["event_type"]!)
        {
            case "recognized":
                Assert.NotNull((string?)face["person"]);
                Assert.DoesNotContain(visitor, Visitors(camera));
                Assert.True(!_open.TryGetValue(key, out var before) || IsStranger(before), $"{track} was {before}");
                _open[key] = visitor;
                break;
            case "unknown":
                Assert.Null((string?)face["person"]);
                Assert.DoesNotContain(visitor, Visitors(camera));
                Assert.DoesNotContain(key, _open);
                _open[key] = visitor;
                break;
            case "changed":
                Assert.Contains(key, _open);
                Assert.NotEqual(visitor, _open[key]);
                _open.Remove(key);
                if (!Visitors(camera).Contains(visitor))
                {
                    _open[key] = visitor;
                }

                break;
            case "left":
                Assert.True(_open.Remove(key, out var left), $"{track} left and never came");
                Assert.True((string?)face["person"] is not { } person || left == person || left.StartsWith("gone ", StringComparison.Ordinal), $"{left} left as {visitor}");
                Assert.True((double)face["seconds"]! >= 0);
                break;
            default:
                Assert.Fail(face.ToJsonString());
                break;
        }
    }

    /// <summary>Whoever is deleted visits under no name.</summary>
    public void Forget(string person)
    {
        foreach (var (key, _) in _open.Where(visit => visit.Value == person).ToList())
        {
            _open[key] = $"gone {person}";
        }
    }

    public void Restart()
    {
        _open.Clear();
        _seq.Clear();
    }

    private static bool IsStranger(string visitor) => visitor.StartsWith("track ", StringComparison.Ordinal) || visitor.StartsWith("u-", StringComparison.Ordinal);
}
