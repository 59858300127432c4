using System.IO.Compression;
using System.Text;
using CsCheck;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Archives;

/// <summary>People go out of one node and into another; what is no good export changes nothing.</summary>
public sealed class PeopleImportTests
{
    [Fact]
    public async Task A_person_goes_to_another_node_whole()
    {
        await using var old = await ServedGallery.StartAsync();
        await using var fresh = await ServedGallery.StartAsync(hash: "b2");
        old.Add("Anna 李", Painted.Toward(1), "camera:front");
        old.Add("Anna 李", Painted.Crop(3));
        old.Gallery.Rename("anna", "Zoë 李");
        new AnchorSet(old.Gallery, old.Time).Add("anna", old.Sample(Painted.Toward(0, 1)), old.Model);
        new PersonSettings(old.Gallery, old.Time).Set("anna", 0.31f, true);
        var file = new PeopleExport(old.Gallery, Folder(old)).Write("anna", null)!;
        Assert.Equal(("anna-20261124-080000.zip", 1, 3), (file.File, file.People, file.Samples));
        Carry(old, fresh, file.File);
        fresh.Time.Advance(TimeSpan.FromDays(3));

        var imported = Assert.IsType<ImportedPerson.Imported>(Assert.Single(await ImportAsync(fresh, file.File))).Person;

        Assert.Equal(old.Gallery.Roster["anna"] with { Changed = imported.Changed }, imported);
        Assert.Equal(0, fresh.Gallery.CountMissing(fresh.Model));
        Assert.Equal(("anna", null), (fresh.Nearest(Painted.Crop(3)), fresh.Nearest(Painted.Toward(0, 1))));
        ReviewedSample Bare(ReviewedSample sample) => new(sample.Id, sample.IsAnchor, sample.Created, sample.Source, sample.Quality);
        Assert.Equal(
            new SampleReview(old.Gallery, old.Time).List("anna")!.Value.Samples.Select(Bare), new SampleReview(fresh.Gallery, fresh.Time).List("anna")!.Value.Samples.Select(Bare));
        var other = new Support.FakeBackend("third", "c3").Model;
        Assert.Equal(old.Gallery.Missing(other, 9).Select(crop => crop.Crop), fresh.Gallery.Missing(other, 9).Select(crop => crop.Crop));
    }

    [Fact]
    public async Task Everybody_comes_who_can_and_the_rest_is_told_why()
    {
        await using var old = await ServedGallery.StartAsync();
        await using var fresh = await ServedGallery.StartAsync();
        old.Add("Anna", Painted.Toward(1));
        old.Add("Bea", Painted.Toward(0, 1));
        old.Add("Carl", Painted.Toward(0, 0, 1));
        old.Add("Dora", Painted.Toward(0, 0, 0, 1));
        old.Do("UPDATE people SET name = 'Unknown', name_key = 'unknown' WHERE id = 'dora'");
        Carry(old, fresh, new PeopleExport(old.Gallery, Folder(old)).Write(null, "all")!.File);
        fresh.Add("BEA", Painted.Toward(0, 0, 0, 0, 1));
        fresh.Add("Karl", Painted.Toward(0, 0, 1));
        // The id is taken by somebody of another name.
        fresh.Add("Anna", Painted.Toward(0, 0, 0, 0, 0, 1));
        fresh.Gallery.Rename("anna", "Nina");

        var outcomes = await ImportAsync(fresh, "all");

        Assert.Equal(["Imported", "Exists", "LooksLikeOther", "Unusable"], outcomes.Select(outcome => outcome.GetType().Name));
        Assert.Equal("anna-2", ((ImportedPerson.Imported)outcomes[0]).Person.Id);
        Assert.Equal("karl", ((ImportedPerson.LooksLikeOther)outcomes[2]).Other);
        Assert.Equal(["Anna", "BEA", "Karl", "Nina"], fresh.Gallery.People().Select(person => person.Name));
        Assert.Equal(["Exists", "Exists", "Imported", "Unusable"], (await ImportAsync(fresh, "all", force: true)).Select(outcome => outcome.GetType().Name));
    }

    [Fact]
    public async Task Nobody_is_exported_who_is_not_there_and_an_empty_gallery_is_an_empty_file()
    {
        await using var served = await ServedGallery.StartAsync();
        Assert.Null(new PeopleExport(served.Gallery, Folder(served)).Write("carl", null));
        Assert.Equal(0, new PeopleExport(served.Gallery, Folder(served)).Write(null, "none")!.People);
        Assert.Empty(await ImportAsync(served, "none"));
    }

    [Fact]
    public async Task A_person_with_one_bad_picture_is_not_imported_at_all()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Anna", Painted.Toward(1, 1));
        new PeopleExport(served.Gallery, Folder(served)).Write("anna", "a");
        served.Gallery.Delete("anna");
        using (var zip = ZipFile.Open(Path.Combine(Folder(served).Path, "a.zip"), ZipArchiveMode.Update))
        {
            zip.Entries.First(entry => entry.Name == "sample-2.png").Delete();
        }

        Assert.Contains("sample-2.png", Assert.IsType<ImportedPerson.Unusable>(Assert.Single(await ImportAsync(served, "a"))).Problem, StringComparison.Ordinal);
        Assert.Empty(served.Gallery.People());
    }

    [Fact]
    public async Task A_list_that_leads_out_of_the_archive_reads_nothing_there()
    {
        await using var served = await ServedGallery.StartAsync();
        await File.WriteAllBytesAsync(served.Folder.File("face.png"), PngPicture.Encode(Painted.Crop(1), 112, 112), TestContext.Current.CancellationToken);
        Write(served, "out", ("people.json", Listed("../face.png")));
        Assert.IsType<ImportedPerson.Unusable>(Assert.Single(await ImportAsync(served, "out")));
        // An entry of such a name is read from the archive and nowhere else, and nothing is unpacked.
        Write(served, "in", ("people.json", Listed("../../evil.png")), ("../../evil.png", PngPicture.Encode(Painted.Crop(1), 112, 112)));
        Assert.IsType<ImportedPerson.Imported>(Assert.Single(await ImportAsync(served, "in")));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(served.Folder.Path)!, "evil.png").Concat(Directory.GetFiles(served.Folder.Path, "evil.png")));
    }

    [Theory]
    [InlineData(4, "people.json")]
    [InlineData(80, "people.json")]
    [InlineData(4, "a.png")]
    public async Task A_bomb_is_read_no_further_than_it_may_be_long(int megabytes, string bomb)
    {
        await using var served = await ServedGallery.StartAsync();
        // Zeros pack a thousandfold.
        var zeros = new byte[megabytes << 20];
        var list = Listed("a.png");
        Write(served, "bomb", bomb == "people.json" ? [("people.json", zeros)] : [("people.json", list), ("a.png", zeros)]);
        if (bomb == "people.json")
        {
            await Assert.ThrowsAsync<ArchiveException>(() => ImportAsync(served, "bomb"));
        }
        else
        {
            Assert.IsType<ImportedPerson.Unusable>(Assert.Single(await ImportAsync(served, "bomb")));
        }
    }

    [Theory]
    [InlineData("""{"schema":2,"people":[]}""")]
    [InlineData("""{"schema":1,"people":[],"more":1}""")]
    [InlineData("""{"schema":1,"people":null}""")]
    [InlineData("""{"schema":1,"people":[null]}""")]
    [InlineData("""{"schema":1}""")]
    [InlineData("[")]
    [InlineData("")]
    public async Task A_list_of_another_form_is_refused(string list)
    {
        await using var served = await ServedGallery.StartAsync();
        Write(served, "odd", ("people.json", Encoding.UTF8.GetBytes(list)));
        Assert.Equal(ArchiveProblem.Unusable, (await Assert.ThrowsAsync<ArchiveException>(() => ImportAsync(served, "odd"))).Problem);
    }

    [Fact]
    public async Task A_cut_or_damaged_export_is_refused_or_imported_whole()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Anna", Painted.Toward(1, 0.5f));
        var file = Path.Combine(Folder(served).Path, new PeopleExport(served.Gallery, Folder(served)).Write("anna", "good")!.File);
        var good = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        served.Gallery.Delete("anna");
        Gen.Select(Gen.Int[0, good.Length], Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[0, 5]).Sample((length, changes) =>
        {
            var bytes = good[..(changes.Length == 0 ? length : good.Length)];
            foreach (var (at, value) in changes)
            {
                bytes[at] = value;
            }

            File.WriteAllBytes(Path.Combine(Folder(served).Path, "bad.zip"), bytes);
            try
            {
                _ = ImportAsync(served, "bad").GetAwaiter().GetResult();
            }
            catch (ArchiveException fault)
            {
                Assert.Equal(ArchiveProblem.Unusable, fault.Problem);
            }

            foreach (var person in served.Gallery.People())
            {
                Assert.InRange(person.Samples + person.Anchors, 2, 2);
                served.Gallery.Delete(person.Id);
            }
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task Without_a_backend_or_with_one_that_fails_nobody_comes()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        new PeopleExport(served.Gallery, Folder(served)).Write(null, "all");
        served.Gallery.Delete("anna");
        served.Backend.Embedding = () => throw new BackendException("device lost");
        await Assert.ThrowsAsync<BackendException>(() => ImportAsync(served, "all"));
        await served.Active.Exchange(null)!.DisposeAsync();
        await Assert.ThrowsAsync<BackendException>(() => ImportAsync(served, "all"));
        Assert.Empty(served.Gallery.People());
    }

    private static ArchiveFolder Folder(ServedGallery served) => new(served.Folder.Path, "exports", ".zip", served.Time);

    private static Task<IReadOnlyList<ImportedPerson>> ImportAsync(ServedGallery served, string file, bool force = false) =>
        new PeopleImport(served.Gallery, served.Active, Folder(served), served.Time).RunAsync(file, force, (_, _) => { }, CancellationToken.None);

    private static void Carry(ServedGallery from, ServedGallery to, string file)
    {
        Directory.CreateDirectory(Folder(to).Path);
        File.Copy(Path.Combine(Folder(from).Path, file), Path.Combine(Folder(to).Path, file));
    }

    private static void Write(ServedGallery served, string name, params (string Name, byte[] Content)[] entries) => Folder(served).Write(name, path =>
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Open, FileAccess.ReadWrite), ZipArchiveMode.Create);
        foreach (var (entry, content) in entries)
        {
            using var stream = zip.CreateEntry(entry).Open();
            stream.Write(content);
        }
    });

    private static byte[] Listed(string picture) => Encoding.UTF8.GetBytes($$$"""
        {"schema":1,"people":[{"person":"anna","name":"Anna","created":"2026-11-24T08:00:00+00:00","threshold":null,"ignored":false,"samples":[
        {"file":"{{{picture}}}","anchor":false,"source":"picture","created":"2026-11-24T08:00:00+00:00",
        "quality":{"face_px":112,"sharpness":0.5,"yaw":0,"pitch":0,"roll":0,"detector":0.9,"grade":"Good"}}]}]}
        """);
}
