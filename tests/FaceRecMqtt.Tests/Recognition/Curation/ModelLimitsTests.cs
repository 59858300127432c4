using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Curation;

public sealed class ModelLimitsTests
{
    [Fact]
    public async Task Limits_of_a_model_hold_at_once_for_it_alone_and_survive_a_restart()
    {
        await using var served = await ServedGallery.StartAsync();
        var limits = new ModelLimits(served.Gallery);
        limits.Set(served.Model, (0.512f, 0.061f));
        Assert.True(limits.AreSet(served.Model));
        Assert.Equal((0.512f, 0.061f), (served.Gallery.Index(served.Model).Threshold, served.Gallery.Index(served.Model).Margin));
        var other = new FakeBackend("other", "b2").Model;
        Assert.Equal((other.Threshold, other.Margin), (served.Gallery.Index(other).Threshold, served.Gallery.Index(other).Margin));
        served.Gallery.Dispose();
        using var again = Painted.Gallery(served.Folder);
        Assert.Equal(0.512f, again.Index(served.Model).Threshold);
        new ModelLimits(again).Set(served.Model, null);
        Assert.Equal((false, served.Model.Threshold), (new ModelLimits(again).AreSet(served.Model), again.Index(served.Model).Threshold));
    }

    [Theory]
    [InlineData("high")]
    [InlineData("NaN")]
    [InlineData("-0.1")]
    [InlineData("1.01")]
    public async Task What_is_no_limit_in_the_file_is_passed_over(string value)
    {
        await using var served = await ServedGallery.StartAsync();
        served.Do("INSERT INTO settings (key, value) VALUES ($0, $1)", $"threshold:{served.Model.Hash}", value);
        served.Add("Anna", Painted.Toward(1));
        Assert.Equal(served.Model.Threshold, served.Gallery.Index(served.Model).Threshold);
    }
}
