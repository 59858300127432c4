using FaceRecMqtt.Hailo.Hef;

namespace FaceRecMqtt.Tests.Hailo.Hef;

public sealed class HefArchitecturesTests
{
    [Theory]
    [InlineData(HefArchitecture.Hailo8, HefFit.Made, HefFit.Refused)]
    [InlineData(HefArchitecture.Hailo8P, HefFit.Made, HefFit.Refused)]
    [InlineData(HefArchitecture.Hailo8R, HefFit.Slower, HefFit.Refused)]
    [InlineData(HefArchitecture.Hailo8L, HefFit.Slower, HefFit.Made)]
    [InlineData(HefArchitecture.Hailo10H, HefFit.Refused, HefFit.Refused)]
    [InlineData(HefArchitecture.Hailo15M, HefFit.Refused, HefFit.Refused)]
    [InlineData(HefArchitecture.Hailo15H, HefFit.Refused, HefFit.Refused)]
    [InlineData((HefArchitecture)104, HefFit.Refused, HefFit.Refused)]
    public void Chips_take_what_HailoRT_lets_them_take(HefArchitecture architecture, HefFit on8, HefFit on8L)
    {
        Assert.Equal((on8, on8L), (architecture.FitOn(HailoChip.Hailo8), architecture.FitOn(HailoChip.Hailo8L)));
        Assert.Equal(on8 is HefFit.Refused, architecture.RefusalOn(HailoChip.Hailo8) is not null);
        Assert.Equal(on8L is HefFit.Refused, architecture.RefusalOn(HailoChip.Hailo8L) is not null);
    }

    [Theory]
    [InlineData(HefArchitecture.Hailo8P, "for Hailo-8; runs on a Hailo-8, not on a Hailo-8L")]
    [InlineData(HefArchitecture.Hailo8L, "for Hailo-8L; runs on a Hailo-8L and, slower than one compiled for it, on a Hailo-8")]
    [InlineData(HefArchitecture.Hailo15H, "for Hailo-15H; runs neither on a Hailo-8 nor on a Hailo-8L")]
    public void Words_say_where_it_runs(HefArchitecture architecture, string text) => Assert.Equal(text, architecture.RunsOnText());

    [Fact]
    public void Refusal_names_both_chips_and_what_to_take() => Assert.Equal(
        "The HEF is for a Hailo-8 and the device is a Hailo-8L; take the model compiled for hailo8l (Hailo Model Zoo, folder hailo8l).",
        HefArchitecture.Hailo8.RefusalOn(HailoChip.Hailo8L));
}
