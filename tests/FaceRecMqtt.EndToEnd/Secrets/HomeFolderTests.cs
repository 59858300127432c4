namespace FaceRecMqtt.EndToEnd.Secrets;

/// <summary>Libraries that would rather leave something in the user's home, or tell somebody.</summary>
public sealed class HomeFolderTests
{
    [Fact]
    public async Task Recognising_a_face_leaves_nothing_in_the_home_folder()
    {
        Needs.Models();
        using var folder = new RunFolder();
        Stage.CopyModels(folder);
        var home = Directory.CreateDirectory(folder.Under("home")).FullName;
        await using var verify = NodeProcess.Start("facerec models", ["models", "verify", "--data", folder.Under("data")], new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["XDG_CACHE_HOME"] = Path.Combine(home, "cache"),
        });
        await verify.ExitAsync(TimeSpan.FromSeconds(60));
        Assert.True(verify.ExitCode == 0, verify.Tail());
        Assert.Empty(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories));
    }
}
