using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Enrolling;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Node.Enrolling;

/// <summary>The name typed before an enrolment: taken when it can be one, used when the command has none, emptied when somebody was learned.</summary>
public sealed class EnrollNameTests
{
    private readonly List<NodeSettings> _said = [];
    private readonly EnrollName _name;

    public EnrollNameTests() => _name = new EnrollName(_said.Add);

    [Theory]
    [InlineData("Anna", "Anna")]
    [InlineData("  Zoë 🦊 ", "Zoë 🦊")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void A_name_and_nothing_are_taken(string typed, string kept)
    {
        _name.Apply(new NodeSettingChange("Somebody"));
        Assert.Equal(new NodeSettings(kept), _name.Apply(new NodeSettingChange(typed)));
        Assert.Equal(new NodeSettings(kept), _name.Settings);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("None")]
    [InlineData("line\nbreak")]
    public void What_cannot_be_a_name_is_refused_and_the_old_one_stays(string typed)
    {
        _name.Apply(new NodeSettingChange("Anna"));
        Assert.Null(_name.Apply(new NodeSettingChange(typed)));
        Assert.Null(_name.Apply(new NodeSettingChange(new string('x', 101))));
        Assert.Equal("Anna", _name.Settings.EnrollName);
    }

    [Fact]
    public void A_command_without_a_name_uses_it_and_one_with_a_name_does_not()
    {
        Assert.Null(_name.Find(null, out var problem));
        Assert.Equal(CommandError.BadRequest, problem?.Error);
        _name.Apply(new NodeSettingChange("Anna"));
        Assert.Equal("Anna", _name.Find(null, out problem)?.Text);
        Assert.Null(problem);
        Assert.Equal("Bea", _name.Find("Bea", out _)?.Text);
        Assert.Null(_name.Find("unknown", out problem));
        Assert.Contains("unknown", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_emptied_and_said_once_its_person_was_learned()
    {
        _name.Apply(new NodeSettingChange("Anna"));
        _name.Used(Painted.Name("Bea"));
        Assert.Equal(("Anna", 0), (_name.Settings.EnrollName, _said.Count));
        _name.Used(Painted.Name("ANNA"));
        Assert.Equal("", _name.Settings.EnrollName);
        _name.Used(Painted.Name("Anna"));
        Assert.Equal([new NodeSettings("")], _said);
    }
}
