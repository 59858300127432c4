using System.Runtime.Versioning;
using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Archives;

[SupportedOSPlatform("linux")]
public sealed class ArchiveFolderTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly ArchiveFolder _folder;

    public ArchiveFolderTests() =>
        _folder = new ArchiveFolder(_data.Path, "backups", ".db", new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero)));

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("../gallery.db")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("")]
    public void A_name_that_is_a_path_or_odd_is_neither_written_nor_read(string name)
    {
        Assert.Equal(ArchiveProblem.BadName, Assert.Throws<ArchiveException>(() => _folder.Write(name, _ => { })).Problem);
        Assert.Equal(ArchiveProblem.BadName, Assert.Throws<ArchiveException>(() => _folder.Open(name, 10)).Problem);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data.Path));
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_removed_and_nothing_else()
    {
        _folder.RemoveRests();
        _folder.Write("whole", path => File.WriteAllText(path, "x"));
        foreach (var rest in (string[])[".a1.part", ".b2.restore", ".b2.restore-wal"])
        {
            File.WriteAllText(Path.Combine(_folder.Path, rest), "x");
        }

        _folder.RemoveRests();
        Assert.Equal(["whole.db"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Files_and_folder_are_their_owners_alone_from_the_beginning()
    {
        UnixFileMode seen = 0;
        var name = _folder.Write("a", path =>
        {
            seen = File.GetUnixFileMode(path);
            File.WriteAllText(path, "x");
        });
        Assert.Equal("a.db", name);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, seen);
        Assert.Equal(seen, File.GetUnixFileMode(Path.Combine(_folder.Path, "a.db")));
        Assert.Equal(seen | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
    }

    [Fact]
    public void A_file_that_is_there_is_not_written_over()
    {
        _folder.Write("a.db", path => File.WriteAllText(path, "first"));
        Assert.Equal(ArchiveProblem.Exists, Assert.Throws<ArchiveException>(() => _folder.Write("a", path => File.WriteAllText(path, "second"))).Problem);
        using var stream = new StreamReader(_folder.Open("a", 100));
        Assert.Equal("first", stream.ReadToEnd());
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing()
    {
        var fault = Assert.Throws<ArchiveException>(() => _folder.Write("a", path =>
        {
            File.WriteAllText(path, "half");
            throw new IOException("disk full");
        }));
        Assert.Equal(ArchiveProblem.Disk, fault.Problem);
        Assert.Contains("disk full", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void What_is_missing_too_large_or_a_link_is_refused()
    {
        Assert.Equal(ArchiveProblem.NotFound, Assert.Throws<ArchiveException>(() => _folder.Open("b", 10)).Problem);
        _folder.Write("a", path => File.WriteAllText(path, "0123456789a"));
        Assert.Contains("a.db", Assert.Throws<ArchiveException>(() => _folder.Open("b", 10)).Message, StringComparison.Ordinal);
        Assert.Equal(ArchiveProblem.TooLarge, Assert.Throws<ArchiveException>(() => _folder.Open("a", 10)).Problem);
        File.WriteAllText(_data.File("secret"), "s");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "l.db"), _data.File("secret"));
        Assert.Equal(ArchiveProblem.BadName, Assert.Throws<ArchiveException>(() => _folder.Open("l", 10)).Problem);
    }

    [Fact]
    public void A_fresh_name_tells_when_and_is_nobody_elses()
    {
        Assert.Equal("gallery-20261124-080000.db", _folder.Fresh("gallery"));
        _folder.Write(_folder.Fresh("gallery"), _ => { });
        Assert.Equal("gallery-20261124-080000-2.db", _folder.Fresh("gallery"));
    }
}
