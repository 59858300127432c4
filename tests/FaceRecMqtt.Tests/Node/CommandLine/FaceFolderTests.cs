using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Node.CommandLine.Teaching;

namespace FaceRecMqtt.Tests.Node.CommandLine;

/// <summary>One folder per person is read as it is; what Frigate and Double Take keep beside the people is nobody.</summary>
public sealed class FaceFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void People_and_pictures_are_read_in_order_and_other_files_passed_over()
    {
        Put("Zoë 🦊/2.JPG", "Zoë 🦊/1.webp", "Zoë 🦊/notes.txt", "Zoë 🦊/.hidden.jpg", "A_b/3.png", "nobody-yet/readme", "loose.jpg");
        Directory.CreateDirectory(_folder.Under("A_b", "older"));
        Put("A_b/older/4.png");
        var read = FaceFolder.Read(_folder.Under());
        Assert.Equal([("A_b", "3.png"), ("Zoë 🦊", "1.webp 2.JPG"), ("nobody-yet", "")], Shown(read));
        Assert.Empty(read.Skipped);
    }

    [Fact]
    public void Frigates_folder_has_recent_attempts_beside_the_people_and_underscores_for_spaces()
    {
        Put("Anna_Maria/Anna_Maria-1761.5.webp", "Bea/Bea-1762.1.webp", "train/1763.2-abc-unknown-0.0.webp", ".cache/x.webp", "@eaDir/x.jpg");
        var read = FaceFolder.Read(_folder.Under());
        Assert.Equal([("Anna Maria", "Anna_Maria-1761.5.webp"), ("Bea", "Bea-1762.1.webp")], Shown(read));
        Assert.Equal([".cache", "@eaDir", "train"], read.Skipped);
    }

    [Fact]
    public void Double_Takes_storage_has_its_people_one_step_further_down_and_keeps_their_names()
    {
        Put("train/anna_b/1.jpg", "train/bea/2.jpeg", "train/Unknown/3.jpg", "matches/4.jpg", "latest/5.jpg");
        var read = FaceFolder.Read(_folder.Under());
        Assert.Equal([("anna_b", "1.jpg"), ("bea", "2.jpeg")], Shown(read));
        Assert.Equal(["Unknown"], read.Skipped);
        Assert.Equal(Shown(read), Shown(FaceFolder.Read(_folder.Under("train"))));
    }

    [Fact]
    public void A_folder_that_is_none_is_a_mistake_of_the_command_line() =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandFailed>(() => FaceFolder.Read(_folder.Under("absent"))).ExitCode);

    private static IEnumerable<(string, string)> Shown(FaceFolder read) =>
        read.People.Select(person => (person.Name, string.Join(' ', person.Pictures.Select(picture => Path.GetFileName(picture)))));

    private void Put(params string[] files)
    {
        foreach (var file in files)
        {
            var path = _folder.Under(file.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file);
        }
    }
}
