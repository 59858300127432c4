using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Curation;

public sealed class PersonErasureTests
{
    [Fact]
    public async Task No_byte_of_an_erased_person_is_left_in_gallery_backups_and_exports()
    {
        await using var served = await ServedGallery.StartAsync();
        var (backups, exports) = Folders(served);
        var face = Painted.Crop(1);
        served.Add("Anna Uncommon", face);
        served.Add("Bea", Painted.Crop(2));
        served.Do("INSERT INTO sightings (person, camera, seen, similarity) VALUES ('anna-uncommon', 'front', 1, 0.5)");
        new AnchorSet(served.Gallery, served.Time).AddSample("bea", served.Rows("anna-uncommon")[0]);
        new GalleryBackup(served.Gallery, backups).Write("all");
        new PeopleExport(served.Gallery, exports).Write(null, "everybody");
        new PeopleExport(served.Gallery, exports).Write("bea", "bea");
        var traces = new[] { CropBytes.Pack(face)[100..164], "Anna Uncommon"u8.ToArray(), "anna-uncommon"u8.ToArray(), PngPicture.Encode(face, 112, 112)[100..164] };
        Assert.All(traces, trace => Assert.True(IsWritten(served, trace)));

        var person = new PersonErasure(served.Gallery).Run("anna-uncommon")!;
        var (cleaned, unread) = new ArchiveErasure(backups, exports).Run(person);

        Assert.Equal(["backups/all.db", "exports/bea.zip", "exports/everybody.zip"], cleaned);
        Assert.Empty(unread);
        Assert.All(traces, trace => Assert.False(IsWritten(served, trace)));
        Assert.Equal((1, 0), (served.Gallery.Roster["bea"].Samples, served.Gallery.Roster["bea"].Anchors));
        using var backup = new FaceGallery(new GalleryOptions(Path.Combine(backups.Path, "all.db")), served.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.Equal(["bea"], backup.People().Select(other => other.Id));
    }

    [Fact]
    public async Task Faces_of_unknown_people_that_are_the_erased_persons_pictures_go_too()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Crop(1));
        Strangers.Add(served, "u1", Painted.Crop(1));
        Strangers.Add(served, "u1", Painted.Crop(2));
        new PersonErasure(served.Gallery).Run("anna");
        Assert.Equal(1, served.Do("DELETE FROM unknown_faces"));
    }

    [Fact]
    public async Task A_namesake_in_a_backup_who_was_enrolled_at_another_time_stays()
    {
        await using var served = await ServedGallery.StartAsync();
        var (backups, exports) = Folders(served);
        served.Add("Anna", Painted.Crop(1));
        new GalleryBackup(served.Gallery, backups).Write("first");
        served.Gallery.Delete("anna");
        served.Time.Advance(TimeSpan.FromDays(1));
        served.Add("Anna", Painted.Crop(2));
        var person = new PersonErasure(served.Gallery).Run("anna")!;
        Assert.Empty(new ArchiveErasure(backups, exports).Run(person).Cleaned);
    }

    [Fact]
    public async Task Where_only_the_picture_is_left_as_an_anchor_it_goes_too()
    {
        await using var served = await ServedGallery.StartAsync();
        var (backups, exports) = Folders(served);
        served.Add("Anna", Painted.Crop(1));
        served.Add("Bea", Painted.Crop(2));
        new AnchorSet(served.Gallery, served.Time).AddSample("bea", served.Rows("anna")[0]);
        // In this copy Anna herself is not.
        new GalleryBackup(served.Gallery, backups).Write("bea");
        using (var copy = new FaceGallery(new GalleryOptions(Path.Combine(backups.Path, "bea.db")), served.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance))
        {
            copy.Delete("anna");
        }

        var person = new PersonErasure(served.Gallery).Run("anna")!;
        Assert.Equal(["backups/bea.db"], new ArchiveErasure(backups, exports).Run(person).Cleaned);
        Assert.DoesNotContain(served.Written(), bytes => bytes.AsSpan().IndexOf(CropBytes.Pack(Painted.Crop(1)).AsSpan(100, 64)) >= 0);
        Assert.Empty(new ArchiveErasure(backups, exports).Run(person).Cleaned);
    }

    [Fact]
    public async Task A_backup_that_knows_the_person_under_another_name_is_cleaned_too()
    {
        await using var served = await ServedGallery.StartAsync();
        var (backups, exports) = Folders(served);
        served.Add("Anna", Painted.Crop(1));
        served.Add("Nana", Painted.Crop(2));
        served.Add("Bea", Painted.Crop(3));
        new GalleryBackup(served.Gallery, backups).Write("twice");
        new PeopleMerge(served.Gallery, served.Time).Run("nana", "anna");
        var person = new PersonErasure(served.Gallery).Run("anna")!;
        Assert.Equal(["backups/twice.db"], new ArchiveErasure(backups, exports).Run(person).Cleaned);
        Assert.All([1, 2], face => Assert.False(IsWritten(served, CropBytes.Pack(Painted.Crop(face))[100..164])));
        using var backup = new FaceGallery(new GalleryOptions(Path.Combine(backups.Path, "twice.db")), served.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.Equal(["bea"], backup.People().Select(other => other.Id));
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_named_and_nobody_is_erased_twice()
    {
        await using var served = await ServedGallery.StartAsync();
        var (backups, exports) = Folders(served);
        served.Add("Anna", Painted.Crop(1));
        new GalleryBackup(served.Gallery, backups).Write("good");
        await File.WriteAllTextAsync(Path.Combine(backups.Path, "odd.db"), "no database", TestContext.Current.CancellationToken);
        var person = new PersonErasure(served.Gallery).Run("anna")!;
        var (cleaned, unread) = new ArchiveErasure(backups, exports).Run(person);
        Assert.Equal(["backups/good.db"], cleaned);
        Assert.Equal(["backups/odd.db"], unread);
        Assert.Null(new PersonErasure(served.Gallery).Run("anna"));
    }

    private static (ArchiveFolder Backups, ArchiveFolder Exports) Folders(ServedGallery served) =>
        (new ArchiveFolder(served.Folder.Path, "backups", ".db", served.Time), new ArchiveFolder(served.Folder.Path, "exports", ".zip", served.Time));

    private static bool IsWritten(ServedGallery served, byte[] trace) => served.Written().Any(bytes => bytes.AsSpan().IndexOf(trace) >= 0);
}
