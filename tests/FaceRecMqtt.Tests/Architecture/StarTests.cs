using System.Xml.Linq;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Architecture;

/// <summary>The projects form a star: everything rests on Faces, only the program joins the rest.</summary>
public sealed class StarTests
{
    [Fact]
    public void Every_library_references_faces_and_nothing_else_of_ours()
    {
        var wrong = References()
            .Where(project => project.Name is not ("FaceRecMqtt.Faces" or "FaceRecMqtt.Node"))
            .Where(project => !project.References.SequenceEqual(["FaceRecMqtt.Faces"]))
            .Select(project => $"{project.Name} → {string.Join(", ", project.References)}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Faces_references_no_project_and_no_native_package()
    {
        var faces = References().Single(project => project.Name == "FaceRecMqtt.Faces");
        Assert.Empty(faces.References);
        Assert.Equal(["System.Numerics.Tensors"], faces.Packages);
    }

    [Fact]
    public void The_program_references_every_library()
    {
        var all = References();
        var node = all.Single(project => project.Name == "FaceRecMqtt.Node");
        Assert.Equal(all.Where(project => project != node).Select(project => project.Name).Order(), node.References.Order());
    }

    [Fact]
    public void Only_the_folder_of_stills_speaks_of_opencv()
    {
        var elsewhere = Directory.EnumerateFiles(RepositoryRoot.Under("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.Combine("FaceRecMqtt.Video", "Stills"), StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("OpenCvSharp", StringComparison.Ordinal))
            .Select(Path.GetFileName);
        Assert.Empty(elsewhere);
    }

    private static List<(string Name, string[] References, string[] Packages)> References() =>
        [.. Directory.EnumerateFiles(RepositoryRoot.Under("src"), "*.csproj", SearchOption.AllDirectories).Select(file =>
        {
            var project = XDocument.Load(file);
            string[] Included(string element) =>
                [.. project.Descendants(element).Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'))];
            return (Path.GetFileNameWithoutExtension(file),
                Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!).ToArray(),
                Included("PackageReference"));
        })];
}
