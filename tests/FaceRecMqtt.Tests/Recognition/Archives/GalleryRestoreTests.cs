using CsCheck;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Tests.Recognition.Curation;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Archives;

/// <summary>A gallery moves to another node; what is no good backup changes nothing.</summary>
public sealed class GalleryRestoreTests
{
    [Fact]
    public async Task The_whole_gallery_moves_to_an_empty_node_with_another_model()
    {
        await using var old = await ServedGallery.StartAsync();
        await using var fresh = await ServedGallery.StartAsync(hash: "b2");
        old.Add("Anna", Painted.Toward(1), "camera:front");
        old.Add("Anna", Painted.Toward(1, 1));
        old.Add("Bea 李", Painted.Toward(0, 0, 1));
        new PersonSettings(old.Gallery, old.Time).Set("anna", 0.3f, true);
        new AnchorSet(old.Gallery, old.Time).Add("anna", old.Sample(Painted.Toward(0, 1)), old.Model);
        Strangers.Add(old, "u1", Painted.Crop(7));
        var file = new GalleryBackup(old.Gallery, Folder(old)).Write();
        Assert.Equal(("gallery-20261124-080000.db", 2, 4), (file.File, file.People, file.Samples));
        Carry(old, fresh, file.File);

        List<(int, int)> progress = [];
        var told = 0;
        fresh.Gallery.Changed += () => told++;
        fresh.Gallery.Replaced += () => Assert.Equal(0, told);
        var result = await Restore(fresh).RunAsync(file.File, (done, of) => progress.Add((done, of)), TestContext.Current.CancellationToken);

        Assert.Equal((2, 4, 4, 1), (result.People, result.Samples, result.Embedded, told));
        Assert.Equal((4, 4), progress[^1]);
        Assert.Equal(old.Gallery.People(), fresh.Gallery.People());
        Assert.Equal(old.Gallery.Roster["anna"], fresh.Gallery.Roster["anna"]);
        Assert.Equal(0, fresh.Gallery.CountMissing(fresh.Model));
        Assert.Equal(("anna", "bea", "bea"), (fresh.Nearest(Painted.Toward(1)), fresh.Nearest(Painted.Toward(0, 0, 1)), fresh.Nearest(Painted.Toward(0, 1))));
        Assert.Equal(0.3f, fresh.Gallery.Index(fresh.Model).Person("anna")?.Threshold);
        Assert.Equal(1, fresh.Do("UPDATE unknown_faces SET id = id"));
        // Everything is on the disk, and can be changed as before.
        fresh.Add("Carl", Painted.Toward(0, 0, 0, 1));
        fresh.Gallery.Dispose();
        using var again = Painted.Gallery(fresh.Folder);
        Assert.Equal(["Anna", "Bea 李", "Carl"], again.People().Select(person => person.Name));
        Assert.Equal(["gallery-20261124-080000.db", "before-restore-20261124-080000.db"], Files(fresh), StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_a_restore_replaces_can_be_brought_back()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        var before = served.Gallery.People();
        new GalleryBackup(served.Gallery, Folder(served)).Write("first");
        served.Gallery.Delete("anna");
        served.Add("Bea", Painted.Toward(0, 1));
        var after = served.Gallery.People();
        var replaced = (await Restore(served).RunAsync("first", (_, _) => { }, TestContext.Current.CancellationToken)).Replaced;
        Assert.Equal(before, served.Gallery.People());
        Assert.Equal("anna", served.Nearest(Painted.Toward(0, 1)));
        served.Time.Advance(TimeSpan.FromSeconds(1));
        await Restore(served).RunAsync(replaced.File, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Equal(after, served.Gallery.People());
        Assert.Equal("bea", served.Nearest(Painted.Toward(0, 1)));
    }

    [Fact]
    public async Task Limits_of_a_model_come_with_the_people_and_what_was_chosen_on_the_node_stays()
    {
        await using var old = await ServedGallery.StartAsync();
        await using var fresh = await ServedGallery.StartAsync();
        new ModelLimits(old.Gallery).Set(old.Model, (0.5f, 0.1f));
        new ModelLimits(fresh.Gallery).Set(fresh.Model, (0.6f, 0.2f));
        new SettingStore(old.Gallery).Write("backend", "npu");
        new SettingStore(old.Gallery).Write("policy", "auto");
        new SettingStore(fresh.Gallery).Write("backend", "cpu");
        Carry(old, fresh, new GalleryBackup(old.Gallery, Folder(old)).Write("moved").File);
        await Restore(fresh).RunAsync("moved", (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Equal((0.5f, 0.1f), (fresh.Gallery.Index(fresh.Model).Threshold, fresh.Gallery.Index(fresh.Model).Margin));
        Assert.Equal(("cpu", null), (new SettingStore(fresh.Gallery).Read("backend"), new SettingStore(fresh.Gallery).Read("policy")));
    }

    [Fact]
    public async Task A_backup_of_the_first_version_is_brought_up_to_date()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        new GalleryBackup(served.Gallery, Folder(served)).Write("old");
        Change(served, "old.db", """
            ALTER TABLE people DROP COLUMN threshold; ALTER TABLE people DROP COLUMN ignored; ALTER TABLE samples DROP COLUMN kind;
            DROP TABLE unknown_embeddings; DROP TABLE unknown_faces; DROP TABLE unknowns; DROP TABLE sightings; DROP TABLE settings; PRAGMA user_version = 1
            """);
        served.Gallery.Delete("anna");
        await Restore(served).RunAsync("old", (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Equal("anna", served.Nearest(Painted.Toward(1)));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 99", "newer facerec")]
    [InlineData("PRAGMA application_id = 7", "another program")]
    [InlineData("PRAGMA user_version = 0", "no backup")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON people BEGIN DELETE FROM people; END", "other tables")]
    [InlineData("DROP TABLE settings", "other tables")]
    [InlineData("CREATE TABLE theirs (x)", "other tables")]
    [InlineData("UPDATE samples SET crop = zeroblob(100)", "picture")]
    [InlineData("UPDATE samples SET crop = 'text'", "damaged")]
    [InlineData("UPDATE samples SET created = 'yesterday'", "damaged")]
    [InlineData("UPDATE people SET created = 'yesterday'", "damaged")]
    [InlineData("UPDATE samples SET kind = 2", "damaged")]
    [InlineData("PRAGMA foreign_keys = OFF; UPDATE samples SET person = 'nobody'", "damaged")]
    [InlineData("PRAGMA foreign_keys = OFF; UPDATE people SET id = 'a/b#'; UPDATE samples SET person = 'a/b#'", "cannot be used")]
    [InlineData("UPDATE people SET name = 'Unknown'", "cannot be used")]
    [InlineData("UPDATE people SET name_key = 'x'", "cannot be used")]
    public async Task What_is_no_good_backup_is_refused_with_the_reason(string change, string reason)
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        new GalleryBackup(served.Gallery, Folder(served)).Write("bad");
        Change(served, "bad.db", change);
        var fault = await AssertRefusedAsync(served, "bad");
        Assert.Equal(ArchiveProblem.Unusable, fault.Problem);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(served.Folder.Path, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a database at all")]
    public async Task What_is_no_database_is_refused(string content)
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        Folder(served).Write("odd", path => File.WriteAllText(path, content));
        Assert.Equal(ArchiveProblem.Unusable, (await AssertRefusedAsync(served, "odd")).Problem);
        Assert.Equal(ArchiveProblem.NotFound, (await AssertRefusedAsync(served, "none")).Problem);
        Assert.Equal(ArchiveProblem.BadName, (await AssertRefusedAsync(served, "../gallery.db")).Problem);
    }

    [Fact]
    public async Task A_cut_or_damaged_backup_is_refused_or_restored_whole()
    {
        await using var served = await ServedGallery.StartAsync();
        for (var person = 0; person < 4; person++)
        {
            served.Add($"Person {person}", Painted.Crop(person));
        }

        var people = served.Gallery.People();
        var good = await File.ReadAllBytesAsync(Path.Combine(Folder(served).Path, new GalleryBackup(served.Gallery, Folder(served)).Write("good").File), TestContext.Current.CancellationToken);
        var bad = Path.Combine(Folder(served).Path, "bad.db");
        Gen.Select(Gen.Int[0, good.Length], Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[0, 20]).Sample((length, changes) =>
        {
            var bytes = good[..(changes.Length == 0 ? length : good.Length)];
            foreach (var (at, value) in changes)
            {
                bytes[at] = value;
            }

            File.WriteAllBytes(bad, bytes);
            served.Time.Advance(TimeSpan.FromSeconds(1));
            try
            {
                Restore(served).RunAsync("bad", (_, _) => { }, CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (Exception fault) when (fault is ArchiveException or BackendException)
            {
                Assert.Equal(people, served.Gallery.People());
            }

            // Whatever was let in can be worked with.
            Assert.All(served.Gallery.People(), person => Assert.Equal(person, served.Gallery.Roster[person.Id]));
            Assert.Equal(0, served.Gallery.CountMissing(served.Model));
            served.Gallery.Index(served.Model);
            Restore(served).RunAsync("good", (_, _) => { }, CancellationToken.None).GetAwaiter().GetResult();
            Assert.Equal(people, served.Gallery.People());
            foreach (var kept in Directory.GetFiles(Folder(served).Path, "before*"))
            {
                File.Delete(kept);
            }
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task Embeddings_that_cannot_be_used_are_made_anew()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Bea", Painted.Toward(0, 1));
        new GalleryBackup(served.Gallery, Folder(served)).Write("bad");
        Change(served, "bad.db", "UPDATE embeddings SET vector = zeroblob(48) WHERE sample = 1; UPDATE embeddings SET vector = x'0000803f' WHERE sample = 2");
        var result = await Restore(served).RunAsync("bad", (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Equal(2, result.Embedded);
        Assert.Equal("bea", served.Nearest(Painted.Toward(0, 1)));
    }

    [Fact]
    public async Task A_backend_that_fails_or_a_call_off_changes_nothing()
    {
        await using var served = await ServedGallery.StartAsync(hash: "b2");
        await using var old = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        old.Add("Bea", Painted.Toward(0, 1));
        Carry(old, served, new GalleryBackup(old.Gallery, Folder(old)).Write("moved").File);
        var people = served.Gallery.People();
        served.Backend.Embedding = () => throw new BackendException("device lost");
        await Assert.ThrowsAsync<BackendException>(() => Restore(served).RunAsync("moved", (_, _) => { }, TestContext.Current.CancellationToken));
        using var stopped = new CancellationTokenSource();
        served.Backend.Embedding = stopped.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Restore(served).RunAsync("moved", (_, _) => { }, stopped.Token));
        Assert.Equal(people, served.Gallery.People());
        Assert.Equal(["moved.db"], Files(served));
        // Nobody serves, so nobody could embed what comes.
        await served.Active.Exchange(null)!.DisposeAsync();
        served.Backend.Embedding = () => { };
        await Assert.ThrowsAsync<BackendException>(() => Restore(served).RunAsync("moved", (_, _) => { }, TestContext.Current.CancellationToken));
        Assert.Equal(people, served.Gallery.People());
    }

    [Fact]
    public async Task A_backend_that_comes_to_serve_meanwhile_embeds_everybody_before_the_swap()
    {
        await using var served = await ServedGallery.StartAsync();
        await using var old = await ServedGallery.StartAsync(hash: "c3");
        old.Add("Bea", Painted.Toward(0, 1));
        Carry(old, served, new GalleryBackup(old.Gallery, Folder(old)).Write("moved").File);
        var next = await InferenceThread.StartAsync(new FakeBackend("next", "b2"));
        served.Backend.Embedding = () => served.Gallery.TryServe(next.Model, () => served.Active.Exchange(next));
        var result = await Restore(served).RunAsync("moved", (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Equal((2, 0), (result.Embedded, served.Gallery.CountMissing(next.Model)));
        Assert.Equal(1, served.Gallery.Index(next.Model).SampleCount);
    }

    private static ArchiveFolder Folder(ServedGallery served) => new(served.Folder.Path, "backups", ".db", served.Time);

    private static GalleryRestore Restore(ServedGallery served) => new(served.Gallery, served.Active, Folder(served), served.Time, NullLogger.Instance);

    private static IEnumerable<string> Files(ServedGallery served) =>
        Directory.EnumerateFileSystemEntries(Folder(served).Path).Select(file => Path.GetFileName(file)!).OrderDescending(StringComparer.Ordinal);

    private static void Carry(ServedGallery from, ServedGallery to, string file)
    {
        Directory.CreateDirectory(Folder(to).Path);
        File.Copy(Path.Combine(Folder(from).Path, file), Path.Combine(Folder(to).Path, file));
    }

    private static async Task<ArchiveException> AssertRefusedAsync(ServedGallery served, string file)
    {
        var (people, files) = (served.Gallery.People(), Directory.Exists(Folder(served).Path) ? Files(served).ToArray() : []);
        served.Gallery.Changed += () => Assert.Fail("Nothing changed.");
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Restore(served).RunAsync(file, (_, _) => { }, TestContext.Current.CancellationToken));
        Assert.Equal(people, served.Gallery.People());
        Assert.Equal(files, Directory.Exists(Folder(served).Path) ? Files(served) : []);
        return fault;
    }

    private static void Change(ServedGallery served, string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder(served).Path, file)};Pooling=false");
        connection.Open();
        connection.Do(sql);
    }
}
