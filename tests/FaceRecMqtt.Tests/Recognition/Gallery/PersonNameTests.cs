using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Gallery;

/// <summary>What people may be called, and the ids made of it.</summary>
public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Anna")]
    [InlineData("Zoë O’Brien-Łukasz")]
    [InlineData("李明")]
    [InlineData("محمد")]
    [InlineData("😀")]
    [InlineData("Nobody else")]
    public void Names_of_any_script_are_taken_as_they_are(string name) => Assert.Equal(name, PersonName.Parse(name, out _)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData(null)]
    [InlineData("Unknown")]
    [InlineData(" NOBODY\n")]
    [InlineData("stranger")]
    [InlineData("None")]
    [InlineData("unavailable")]
    [InlineData("un\u200Dknown")]
    [InlineData("An\u0007na")]
    [InlineData("An\nna")]
    [InlineData("An\u202Ena")]
    [InlineData("nobody\u200B")]
    public void Empty_reserved_and_invisible_names_are_refused_with_a_sentence(string? name)
    {
        Assert.Null(PersonName.Parse(name, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.Null(PersonName.Parse("An" + '\uD83D' + "na", out _));

    [Fact]
    public void A_hundred_characters_are_taken_and_one_more_is_not()
    {
        Assert.NotNull(PersonName.Parse(string.Concat(Enumerable.Repeat("😀", 100)), out _));
        Assert.Null(PersonName.Parse(string.Concat(Enumerable.Repeat("😀", 101)), out _));
    }

    [Fact]
    public void Spaces_around_are_cut() => Assert.Equal("Anna", PersonName.Parse("\u00A0 Anna ", out _)?.Text);

    [Theory]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("A\u030Angstro\u0308m", "Ångström")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    [InlineData("Vie\u0323\u0302t", "Việt")]
    [InlineData("Vie\u0302\u0323t", "Việt")]
    [InlineData("Ά\u03B9", "Άι")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("か\u3099", "が")]
    public void Letters_apart_from_their_marks_are_the_same_name(string apart, string composed) =>
        Assert.Equal(PersonName.Parse(composed, out _), PersonName.Parse(apart, out _));

    [Theory]
    [InlineData("ANNA", "anna")]
    [InlineData("ÉMILE", "émile")]
    [InlineData("ЮЛИЯ", "юлия")]
    public void Names_in_any_case_are_the_same_person(string one, string other) =>
        Assert.Equal(PersonName.Parse(one, out _)!.Key, PersonName.Parse(other, out _)!.Key);

    [Theory]
    [InlineData("Anna", "anna")]
    [InlineData("Zoë O’Brien", "zoe-o-brien")]
    [InlineData("Nguyễn Ánh", "nguyen-anh")]
    [InlineData("Łukasz Weiß", "lukasz-weiss")]
    [InlineData("李明", "person")]
    [InlineData("--A  b--", "a-b")]
    public void Ids_are_ascii_slugs(string name, string id) => Assert.Equal(id, PersonId.Slug(name));

    [Fact]
    public void A_taken_id_gets_the_first_free_number()
    {
        HashSet<string> taken = ["anna", "anna-2"];
        Assert.Equal("anna-3", PersonId.For(Painted.Name("Ánna"), taken.Contains));
    }
}
