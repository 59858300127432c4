using System.CommandLine;
using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class HelpTests
{
    [Fact]
    public async Task Every_command_explains_itself_with_a_description_and_an_example()
    {
        var root = FacerecProgram.Build(new Terminal(TextWriter.Null, TextWriter.Null, TimeProvider.System));
        foreach (var (command, path) in Commands(root, []))
        {
            var taught = Assert.IsType<TaughtCommand>(command);
            Assert.EndsWith(".", taught.Description, StringComparison.Ordinal);
            Assert.Contains(taught.Examples, example => example.Contains($"facerec {string.Join(' ', path)}", StringComparison.Ordinal));
            Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
            Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name));
            var help = await Run.Line([.. path, "--help"]);
            Assert.Equal(0, help.Code);
            Assert.Contains($"Examples:\n  {taught.Examples[0]}\n", help.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_example_can_be_understood()
    {
        var root = FacerecProgram.Build(new Terminal(TextWriter.Null, TextWriter.Null, TimeProvider.System));
        foreach (var example in Commands(root, []).SelectMany(pair => ((TaughtCommand)pair.Command).Examples).Where(line => !line.StartsWith('#')))
        {
            var start = example.IndexOf("facerec ", StringComparison.Ordinal) + "facerec ".Length;
            var typed = example[start..].Split(" | ")[0].Split(" > ")[0].Replace('\'', '"');
            Assert.Empty(root.Parse(typed.Replace("\"{\"", "{\"", StringComparison.Ordinal)).Errors);
        }
    }

    [Theory]
    [InlineData("wacth")]
    [InlineData("watch", "--cuont", "1")]
    [InlineData("people")]
    [InlineData("people", "rename", "anna")]
    [InlineData("enroll", "Anna")]
    [InlineData("enroll", "Anna", "--picture", "a.jpg", "--camera", "door")]
    [InlineData("watch", "--port", "many")]
    public async Task Command_line_that_cannot_be_understood_ends_with_2(params string[] args)
    {
        var run = await Run.Line(args);
        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error.Trim());
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_told() => Assert.Matches(@"^\d+\.\d+\.\d+", (await Run.Line("--version")).Out);

    private static IEnumerable<(Command Command, string[] Path)> Commands(Command parent, string[] path) => parent.Subcommands
        .SelectMany(command => Commands(command, [.. path, command.Name]).Prepend((command, [.. path, command.Name])));
}
