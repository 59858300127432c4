using System.Runtime.Versioning;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Tests.Recognition.Gallery;

/// <summary>The file itself: private, never silently replaced, opened by one process.</summary>
[SupportedOSPlatform("linux")]
public sealed class GalleryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("gallery.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_the_owner_can_read_it()
    {
        File.WriteAllBytes(FilePath, []);
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var gallery = Painted.Gallery(_folder);
        gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model);
        Assert.All(Directory.EnumerateFiles(_folder.Path), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var junk = Enumerable.Range(0, 5000).Select(i => (byte)(i * 7)).ToArray();
        File.WriteAllBytes(FilePath, junk);
        var fault = Assert.Throws<GalleryException>(() => Painted.Gallery(_folder));
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains("backup", fault.Message, StringComparison.Ordinal);
        Assert.Equal(junk, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_database_with_a_broken_page_is_refused()
    {
        using (var gallery = Painted.Gallery(_folder))
        {
            for (var i = 0; i < 20; i++)
            {
                gallery.Add(Painted.Name($"Person {i}"), [Painted.Sample(i)], Painted.Model);
            }
        }

        // Page 2 is the root of a table; its header says what kind of page it is, and 0x77 is none.
        using (var file = File.OpenWrite(FilePath))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0x77, 4096).ToArray());
        }

        Assert.Contains("damaged", Assert.Throws<GalleryException>(() => Painted.Gallery(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_gallery_is_refused()
    {
        Painted.Gallery(_folder).Dispose();
        Run("PRAGMA user_version = 99");
        Assert.Contains("newer facerec", Assert.Throws<GalleryException>(() => Painted.Gallery(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Run("CREATE TABLE theirs (x)");
        Assert.Contains("another program", Assert.Throws<GalleryException>(() => Painted.Gallery(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_its_place_is_told()
    {
        Directory.CreateDirectory(FilePath);
        Assert.Contains("cannot be opened", Assert.Throws<GalleryException>(() => Painted.Gallery(_folder)).Message, StringComparison.Ordinal);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
