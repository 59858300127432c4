using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Presence;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>What becomes of people in it.</summary>
internal sealed partial class PresenceHistory
{
    public void Enroll(string name)
    {
        // The same id for somebody else while the old one's track still lives is recognition's to sort out, not told again.
        if (PersonIdOf(name) is var id && (_stage.Gallery.Find(name) is not null || _tracks.All(track => track.Told != id)))
        {
            _stage.Gallery.Add(Painted.Name(name), [Painted.Sample(1)], Painted.Model);
            Settle();
        }
    }

    public void Rename(int who, string name)
    {
        if (_stage.Gallery.People() is { Count: > 0 } people && _stage.Gallery.Find(name) is null)
        {
            _stage.Gallery.Rename(people[who % people.Count].Id, name);
            Settle();
        }
    }

    public void Delete(int who)
    {
        if (_stage.Gallery.People() is { Count: > 0 } people)
        {
            var person = people[who % people.Count].Id;
            _stage.Gallery.Delete(person);
            Forget(person);
            // Told of after the index changed: the tracks are undecided again.
            foreach (var track in _tracks.Where(track => track.Person == person))
            {
                (track.Person, track.Visitor) = (null, null);
                track.Face = track.Face?.Without(person);
            }

            foreach (var camera in Cameras)
            {
                View(camera);
            }

            Settle();
        }
    }

    /// <summary>Two people whom no camera shows become one.</summary>
    public void Merge(int who, int into)
    {
        var people = _stage.Gallery.People();
        if (people.Count < 2)
        {
            return;
        }

        var (from, staying) = (people[who % people.Count].Id, people[into % people.Count].Id);
        if (from == staying || _tracks.Any(track => track.Told == from || track.Told == staying))
        {
            return;
        }

        Assert.IsType<MergeResult.Merged>(new PeopleMerge(_stage.Gallery, _stage.Clock).Run(from, staying));
        if (_truth.Kept.TryGetValue(from, out var kept) && (!_truth.Kept.TryGetValue(staying, out var own) || kept.Seen > own.Seen))
        {
            _keptSimilarity.Remove(staying);
            if (_keptSimilarity.TryGetValue(from, out var similarity))
            {
                _keptSimilarity[staying] = similarity;
            }

            if (_truth.Adopt(staying, kept))
            {
                _truth.Similarity.Remove(staying);
                if (_keptSimilarity.TryGetValue(staying, out var adopted))
                {
                    _truth.Similarity[staying] = adopted;
                }
            }
        }

        Forget(from);
        Settle();
    }

    private static string PersonIdOf(string name) => FaceRecMqtt.Recognition.Gallery.PersonId.Slug(name);
}
