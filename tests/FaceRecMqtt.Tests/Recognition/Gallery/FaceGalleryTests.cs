using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Gallery;

/// <summary>People and samples: stored, found, renamed, removed, and always the same in the index.</summary>
public sealed class FaceGalleryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private FaceGallery _gallery;

    public FaceGalleryTests() => _gallery = Painted.Gallery(_folder, _time, samplesPerPerson: 3);

    public void Dispose()
    {
        _gallery.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Somebody_enrolled_is_found_by_the_index_that_is_asked_next()
    {
        var before = _gallery.Index(Painted.Model);
        Add("Anna", 1);
        Assert.Equal(0, before.SampleCount);
        var match = _gallery.Index(Painted.Model).Find(Painted.Sample(1).Embedding.Unit.Span);
        Assert.Equal("anna", match.Best?.Id);
        Assert.Equal(1, match.Similarity, 4);
    }

    [Fact]
    public void Somebody_removed_is_no_longer_matched()
    {
        Add("Anna", 1);
        Assert.IsType<PersonChange.Done>(_gallery.Delete("ANNA"));
        Assert.Null(_gallery.Index(Painted.Model).Find(Painted.Sample(1).Embedding.Unit.Span).Best);
        Assert.Empty(_gallery.People());
    }

    [Fact]
    public void A_removed_face_is_overwritten_in_the_file()
    {
        Add("Anna Uncommon", 1);
        var packed = CropBytes.Pack(Painted.Crop(1)).AsSpan(100, 64).ToArray();
        Assert.Contains(Written(), bytes => bytes.AsSpan().IndexOf(packed) >= 0);
        _gallery.Delete("anna-uncommon");
        Assert.DoesNotContain(Written(), bytes => bytes.AsSpan().IndexOf(packed) >= 0 || bytes.AsSpan().IndexOf("Anna Uncommon"u8) >= 0);
    }

    [Fact]
    public void Adding_under_the_same_name_in_another_case_adds_to_that_person()
    {
        Add("Zoë", 1);
        _time.Advance(TimeSpan.FromMinutes(1));
        var person = Add("ZOE\u0308", 2);
        Assert.Equal(("zoe", "Zoë", 2), (person.Id, person.Name, person.Samples));
        Assert.Equal(TimeSpan.FromMinutes(1), person.Changed - person.Created);
    }

    [Fact]
    public void Two_names_with_one_slug_are_two_people()
    {
        Add("李明", 1);
        Add("王芳", 2);
        Assert.Equal(["person", "person-2"], _gallery.People().Select(person => person.Id).Order());
    }

    [Fact]
    public void Renaming_keeps_the_id_and_shows_in_the_index()
    {
        Add("Anna", 1);
        Assert.Equal("Bea", Assert.IsType<PersonChange.Done>(_gallery.Rename("anna", "Bea")).Person.Name);
        Assert.Equal("Bea", _gallery.Index(Painted.Model).Person("anna")?.Name);
        Assert.Equal("anna", _gallery.Find("bea")?.Id);
        Assert.Equal("anna-2", Add("Anna", 2).Id);
    }

    [Fact]
    public void Renaming_to_the_name_of_another_or_to_a_bad_name_changes_nothing()
    {
        Add("Anna", 1);
        Add("Bea", 2);
        Assert.Equal("bea", Assert.IsType<PersonChange.Exists>(_gallery.Rename("anna", " BEA ")).Person.Id);
        Assert.IsType<PersonChange.BadName>(_gallery.Rename("anna", "Nobody"));
        Assert.IsType<PersonChange.NotFound>(_gallery.Rename("carl", "Carla"));
        Assert.IsType<PersonChange.NotFound>(_gallery.Delete("carl"));
        Assert.Equal(["Anna", "Bea"], _gallery.People().Select(person => person.Name));
    }

    [Fact]
    public void The_case_of_a_name_can_be_changed()
    {
        Add("anna", 1);
        Assert.Equal("Anna", Assert.IsType<PersonChange.Done>(_gallery.Rename("anna", "Anna")).Person.Name);
    }

    [Fact]
    public void A_full_person_takes_more_only_when_forced()
    {
        var name = Painted.Name("Anna");
        _gallery.Add(name, [Painted.Sample(1), Painted.Sample(2)], Painted.Model);
        var two = new[] { Painted.Sample(3), Painted.Sample(4) };
        Assert.Equal(2, Assert.IsType<SampleAddition.Full>(_gallery.Add(name, two, Painted.Model)).Person.Samples);
        Assert.Equal(2, _gallery.Index(Painted.Model).SampleCount);
        Assert.Equal(4, Assert.IsType<SampleAddition.Added>(_gallery.Add(name, two, Painted.Model, beyondLimit: true)).Person.Samples);
    }

    [Fact]
    public void Samples_judged_by_people_who_changed_meanwhile_are_not_stored()
    {
        var before = _gallery.Index(Painted.Model);
        Add("Bea", 1);
        Assert.IsType<SampleAddition.Outdated>(_gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model, judgedBy: before));
        Assert.Equal("Bea", Assert.Single(_gallery.People()).Name);
        Assert.IsType<SampleAddition.Added>(_gallery.Add(Painted.Name("Anna"), [Painted.Sample(2)], Painted.Model, judgedBy: _gallery.Index(Painted.Model)));
    }

    [Fact]
    public void A_crop_comes_back_byte_for_byte()
    {
        Add("Anna", 1);
        var other = new FakeBackend("other", "b2").Model;
        Assert.Equal(Painted.Crop(1), Assert.Single(_gallery.Missing(other, 10)).Crop);
    }

    [Fact]
    public void Every_model_has_its_own_embeddings()
    {
        var other = new FakeBackend("other", "b2").Model;
        Add("Anna", 1);
        Assert.Equal((0, 1), (_gallery.CountMissing(Painted.Model), _gallery.CountMissing(other)));
        Assert.Equal(0, _gallery.Index(other).SampleCount);
        var crop = Assert.Single(_gallery.Missing(other, 10));
        _gallery.AddEmbeddings(other, [(crop.Sample, FaceEmbedding.FromRaw(FakeBackend.Raw(crop.Crop, "b2"))), (999, FaceEmbedding.FromRaw(FakeBackend.Raw(crop.Crop, "b2")))]);
        Assert.Equal((0, 1), (_gallery.CountMissing(other), _gallery.Index(other).SampleCount));
        Assert.Equal(1, _gallery.Index(other).Find(FaceEmbedding.FromRaw(FakeBackend.Raw(crop.Crop, "b2")).Unit.Span).Similarity, 4);
    }

    [Fact]
    public void Embedding_for_another_model_leaves_the_index_in_use_as_it_is()
    {
        Add("Anna", 1);
        var (serving, other) = (_gallery.Index(Painted.Model), new FakeBackend("other", "b2").Model);
        _gallery.AddEmbeddings(other, [(_gallery.Missing(other, 1)[0].Sample, FaceEmbedding.FromRaw(FakeBackend.Raw(Painted.Crop(1), "b2")))]);
        Assert.Same(serving, _gallery.Index(Painted.Model));
        Assert.Equal(1, _gallery.Index(other).SampleCount);
    }

    [Fact]
    public void A_damaged_picture_is_named_with_what_helps()
    {
        Add("Anna", 1);
        _gallery.Database.Commit(connection => connection.Do("UPDATE samples SET crop = x'00'"));
        var fault = Assert.Throws<InvalidDataException>(() => _gallery.Missing(new FakeBackend("other", "b2").Model, 1));
        Assert.Contains("sample 1 is damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains("samples/delete", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_serves_only_once_every_sample_is_embedded_and_then_no_other_is_taken()
    {
        var other = new FakeBackend("other", "b2").Model;
        Add("Anna", 1);
        var swaps = 0;
        Assert.False(_gallery.TryServe(other, () => swaps++));
        _gallery.AddEmbeddings(other, [(_gallery.Missing(other, 1)[0].Sample, FaceEmbedding.FromRaw(FakeBackend.Raw(Painted.Crop(1), "b2")))]);
        Assert.True(_gallery.TryServe(other, () => swaps++));
        Assert.Equal(1, swaps);
        Assert.IsType<SampleAddition.OtherModel>(_gallery.Add(Painted.Name("Bea"), [Painted.Sample(2)], Painted.Model));
        Assert.Equal("Anna", Assert.Single(_gallery.People()).Name);
    }

    [Fact]
    public void A_change_is_told_after_it_is_in_the_index()
    {
        List<int> told = [];
        _gallery.Changed += () => told.Add(_gallery.Index(Painted.Model).SampleCount);
        Add("Anna", 1);
        _gallery.Rename("anna", "Ann");
        _gallery.Delete("ann");
        Assert.Equal([1, 1, 0], told);
    }

    [Fact]
    public void Everything_is_there_after_closing_and_opening()
    {
        Add("Zoë", 1);
        var before = Assert.Single(_gallery.People());
        _gallery.Dispose();
        _gallery = Painted.Gallery(_folder, _time);
        Assert.Equal(before, Assert.Single(_gallery.People()));
        Assert.Equal("zoe", _gallery.Index(Painted.Model).Find(Painted.Sample(1).Embedding.Unit.Span).Best?.Id);
    }

    private GalleryPerson Add(string name, int seed) =>
        Assert.IsType<SampleAddition.Added>(_gallery.Add(Painted.Name(name), [Painted.Sample(seed)], Painted.Model)).Person;

    private IEnumerable<byte[]> Written() => Directory.EnumerateFiles(_folder.Path).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });
}
