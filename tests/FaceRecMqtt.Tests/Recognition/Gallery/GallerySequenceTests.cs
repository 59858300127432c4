using CsCheck;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Gallery;

/// <summary>Any sequence of changes: the index, the file and a plain dictionary say the same.</summary>
public sealed class GallerySequenceTests
{
    private static readonly string[] Names = ["Anna", "ANNA", "Bea", "Änna", "anna-2", "Nobody", "李"];

    private enum Step
    {
        Add,
        Rename,
        Delete,
        Reopen,
    }

    [Fact]
    public void Index_and_file_and_a_plain_model_agree_after_every_change()
    {
        var changes = Gen.Select(Gen.Enum<Step>(), Gen.Int[0, Names.Length - 1], Gen.Int[0, Names.Length - 1]).Array[1, 15];
        changes.Sample(Check, iter: 60, threads: 1);
    }

    private static void Check((Step Step, int Who, int Other)[] changes)
    {
        using var folder = new TemporaryFolder();
        var gallery = Painted.Gallery(folder);
        try
        {
            // Key of the name → (name, samples); the plain truth.
            Dictionary<string, (string Name, List<int> Seeds)> truth = [];
            for (var i = 0; i < changes.Length; i++)
            {
                var (step, who, other) = changes[i];
                gallery = Do(gallery, folder, truth, step, Names[who], Names[other], i);
                Assert.Equal(truth.Values.Select(p => (p.Name, p.Seeds.Count)).Order(), gallery.People().Select(p => (p.Name, p.Samples)).Order());
                AssertFound(truth, gallery.Index(Painted.Model));
            }
        }
        finally
        {
            gallery.Dispose();
        }
    }

    private static FaceGallery Do(
        FaceGallery gallery, TemporaryFolder folder, Dictionary<string, (string Name, List<int> Seeds)> truth, Step step, string who, string other, int seed)
    {
        var (name, newName) = (PersonName.Parse(who, out _), PersonName.Parse(other, out _));
        switch (step)
        {
            case Step.Add when name is not null:
                gallery.Add(name, [Painted.Sample(seed)], Painted.Model);
                truth.TryAdd(name.Key, (name.Text, []));
                truth[name.Key].Seeds.Add(seed);
                break;
            case Step.Rename when name is not null && gallery.Find(name.Text) is { } found && found.Name.Length > 0:
                // An id can look like another's name; the id wins, so the plain truth asks who was meant.
                var key = PersonName.Parse(found.Name, out _)!.Key;
                var free = newName is not null && (newName.Key == key || !truth.ContainsKey(newName.Key));
                Assert.Equal(free, gallery.Rename(found.Id, other) is PersonChange.Done);
                if (free && truth.Remove(key, out var moved))
                {
                    truth[newName!.Key] = (newName.Text, moved.Seeds);
                }

                break;
            case Step.Delete when gallery.Find(who) is { } found:
                gallery.Delete(found.Id);
                truth.Remove(PersonName.Parse(found.Name, out _)!.Key);
                break;
            case Step.Reopen:
                gallery.Dispose();
                return Painted.Gallery(folder);
        }

        return gallery;
    }

    private static void AssertFound(Dictionary<string, (string Name, List<int> Seeds)> truth, GalleryIndex index)
    {
        Assert.Equal(truth.Values.Sum(person => person.Seeds.Count), index.SampleCount);
        foreach (var (name, seeds) in truth.Values)
        {
            Assert.All(seeds, seed => Assert.Equal(name, index.Find(Painted.Sample(seed).Embedding.Unit.Span).Best?.Name));
        }
    }
}
