using CsCheck;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

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
        Erase,
        Set,
        Merge,
        AddAnchor,
        DeleteSample,
        DeleteAnchor,
        Backup,
        Restore,
        Reopen,
    }

    [Fact]
    public void Index_and_file_and_a_plain_model_agree_after_every_change()
    {
        // Half of all steps enrol somebody: without people nothing else does anything.
        var step = Gen.Select(Gen.Bool, Gen.Enum<Step>()).Select((adds, other) => adds ? Step.Add : other);
        var changes = Gen.Select(step, Gen.Int[0, Names.Length - 1], Gen.Int[0, Names.Length - 1]).Array[1, 25];
        changes.Sample(
            changes =>
            {
                using var run = new Run();
                run.Check(changes);
            },
            iter: 80,
            threads: 1);
    }

    /// <summary>One person as the plain model knows them; samples and anchors by the seed of their picture.</summary>
    private sealed record Truth(string Name, List<int> Seeds, List<int> Anchors, float? Threshold, bool IsIgnored)
    {
        public Truth Copied() => this with { Seeds = [.. Seeds], Anchors = [.. Anchors] };
    }

    private sealed class Run : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private FaceGallery _gallery;
        private Dictionary<string, Truth> _truth = [];
        private (string File, Dictionary<string, Truth> Truth)? _backup;

        public Run() => _gallery = Painted.Gallery(_folder);

        public void Check((Step Step, int Who, int Other)[] changes)
        {
            for (var i = 0; i < changes.Length; i++)
            {
                Do(changes[i].Step, Names[changes[i].Who], Names[changes[i].Other], i);
                Assert.Equal(
                    _truth.Values.Select(p => (p.Name, p.Seeds.Count, p.Anchors.Count, p.Threshold, p.IsIgnored)).OrderBy(p => p.Name, StringComparer.Ordinal),
                    _gallery.People().Select(p => (p.Name, p.Samples, p.Anchors, p.Threshold, p.IsIgnored)).OrderBy(p => p.Name, StringComparer.Ordinal));
                Assert.Equal(_gallery.People().OrderBy(p => p.Id, StringComparer.Ordinal), _gallery.Roster.Values.OrderBy(p => p.Id, StringComparer.Ordinal));
                AssertFound(_gallery.Index(Painted.Model));
            }
        }

        public void Dispose()
        {
            _gallery.Dispose();
            _folder.Dispose();
        }

        private void Do(Step step, string who, string other, int seed)
        {
            var (name, newName) = (PersonName.Parse(who, out _), PersonName.Parse(other, out _));
            var found = _gallery.Find(who);
            switch (step)
            {
                case Step.Add when name is not null:
                    _gallery.Add(name, [Painted.Sample(seed)], Painted.Model);
                    _truth.TryAdd(name.Key, new Truth(name.Text, [], [], null, false));
                    _truth[name.Key].Seeds.Add(seed);
                    break;
                case Step.Rename when name is not null && found is not null:
                    // An id can look like another's name; the id wins, so the plain truth asks who was meant.
                    var free = newName is not null && (newName.Key == Key(found) || !_truth.ContainsKey(newName.Key));
                    Assert.Equal(free, _gallery.Rename(found.Id, other) is PersonChange.Done);
                    if (free && _truth.Remove(Key(found), out var moved))
                    {
                        _truth[newName!.Key] = moved with { Name = newName.Text };
                    }

                    break;
                case Step.Delete when found is not null:
                    _gallery.Delete(found.Id);
                    _truth.Remove(Key(found));
                    break;
                case Step.Erase when found is not null:
                    new PersonErasure(_gallery).Run(found.Id);
                    _truth.Remove(Key(found), out var erased);
                    foreach (var person in _truth.Values)
                    {
                        person.Anchors.RemoveAll(erased!.Seeds.Contains);
                    }

                    break;
                case Step.Set when found is not null:
                    new PersonSettings(_gallery, TimeProvider.System).Set(found.Id, seed % 3 == 0 ? 0 : 0.5f, seed % 2 == 0);
                    _truth[Key(found)] = _truth[Key(found)] with { Threshold = seed % 3 == 0 ? null : 0.5f, IsIgnored = seed % 2 == 0 };
                    break;
                case Step.Merge when found is not null && _gallery.Find(other) is { } into && into.Id != found.Id:
                    Assert.IsType<MergeResult.Merged>(new PeopleMerge(_gallery, TimeProvider.System).Run(found.Id, into.Id));
                    Merge(Key(found), Key(into));
                    break;
                case Step.AddAnchor when found is not null && _gallery.Find(other) is { } source && source.Id != found.Id:
                    var (from, to) = (_truth[Key(source)], _truth[Key(found)]);
                    new AnchorSet(_gallery, TimeProvider.System).AddSample(found.Id, Row(source.Id, 0, 0));
                    if (!to.Anchors.Contains(from.Seeds[0]))
                    {
                        to.Anchors.Add(from.Seeds[0]);
                    }

                    break;
                case Step.DeleteSample when found is not null:
                    var isLast = _truth[Key(found)].Seeds.Count == 1;
                    Assert.Equal(isLast, new SampleReview(_gallery, TimeProvider.System).Delete(Row(found.Id, 0, 0)) is SampleRemoval.LastOne);
                    _truth[Key(found)].Seeds.RemoveRange(0, isLast ? 0 : 1);
                    break;
                case Step.DeleteAnchor when found is { Anchors: > 0 }:
                    new SampleReview(_gallery, TimeProvider.System).DeleteAnchor(Row(found.Id, 1, 0));
                    _truth[Key(found)].Anchors.RemoveAt(0);
                    break;
                case Step.Backup:
                    _backup = (new GalleryBackup(_gallery, Folder()).Write($"b{seed}").File, Copied(_truth));
                    break;
                case Step.Restore when _backup is var (file, then):
                    new GalleryRestore(_gallery, new ActiveBackend(), Folder(seed), TimeProvider.System, NullLogger.Instance)
                        .RunAsync(file, (_, _) => { }, CancellationToken.None).GetAwaiter().GetResult();
                    _truth = Copied(then);
                    break;
                case Step.Reopen:
                    _gallery.Dispose();
                    _gallery = Painted.Gallery(_folder);
                    break;
            }
        }

        private void Merge(string from, string into)
        {
            _truth.Remove(from, out var gone);
            var staying = _truth[into];
            Truth merged = staying with
            {
                // Pictures keep their order of enrolment, also among people.
                Seeds = [.. staying.Seeds.Concat(gone!.Seeds).Order()],
                Anchors = [.. staying.Anchors.Except(gone.Seeds).Concat(gone.Anchors.Except(staying.Seeds)).Distinct()],
            };
            _truth[into] = merged with { Anchors = [.. Stored(merged.Anchors, into)] };
        }

        // Anchors in the order they lie in the file, which the plain model does not keep over a merge.
        private List<int> Stored(List<int> anchors, string key)
        {
            var id = _gallery.People().Single(person => Key(person) == key).Id;
            var crops = _gallery.Database.Read(connection => connection.Rows(
                row => row.GetFieldValue<byte[]>(0), "SELECT crop FROM samples WHERE person = $0 AND kind = 1 ORDER BY id", id));
            Assert.Equal(anchors.Count, crops.Count);
            return crops.ConvertAll(crop => anchors.Single(seed => CropBytes.Pack(Painted.Crop(seed)).AsSpan().SequenceEqual(crop)));
        }

        private void AssertFound(GalleryIndex index)
        {
            Assert.Equal(_truth.Values.Sum(person => person.Seeds.Count), index.SampleCount);
            foreach (var person in _truth.Values)
            {
                Assert.All(person.Seeds, seed => Assert.Equal(person.Name, index.Find(Painted.Sample(seed).Embedding.Unit.Span).Best?.Name));
                Assert.All(person.Anchors, seed => Assert.NotEqual(person.Name, index.Find(Painted.Sample(seed).Embedding.Unit.Span).Best?.Name));
            }
        }

        private long Row(string person, int kind, int place) => _gallery.Database.Read(connection => connection.Rows(
            row => row.GetInt64(0), "SELECT id FROM samples WHERE person = $0 AND kind = $1 ORDER BY id", person, kind))[place];

        // What a restore replaces is named by the second; several in one would clash.
        private ArchiveFolder Folder(int seconds = 0) => new(
            _folder.Path, "backups", ".db", new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(seconds)));

        private static Dictionary<string, Truth> Copied(Dictionary<string, Truth> truth) => truth.ToDictionary(pair => pair.Key, pair => pair.Value.Copied());

        private static string Key(GalleryPerson person) => PersonName.Parse(person.Name, out _)!.Key;
    }
}
