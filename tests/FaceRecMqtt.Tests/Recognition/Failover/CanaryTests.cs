using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Failover;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Failover;

/// <summary>A device is asked at the right moments, and its first answer is what counts.</summary>
public sealed class CanaryTests : IDisposable
{
    private static readonly EmbeddingModel Model = new("fake", "a1", 3, new PreNormGate(1, 2), 0.42f, 0.08f);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_asked_at_first_and_every_five_minutes()
    {
        var schedule = new CanarySchedule();
        List<int> asked = [];
        for (var second = 0; second <= 900; second++)
        {
            if (schedule.IsDue(S(second), S(second), isFailing: false, failures: 0))
            {
                asked.Add(second);
                schedule.Asked(S(second));
            }
        }

        Assert.Equal([0, 300, 600, 900], asked);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void It_is_asked_when_work_comes_after_more_than_a_minute(int pause, bool isAsked)
    {
        var schedule = new CanarySchedule();
        schedule.Asked(S(0));
        Assert.False(schedule.IsDue(S(10), S(10), isFailing: false, failures: 0));
        Assert.False(schedule.IsDue(S(10 + pause - 1), S(10), isFailing: false, failures: 0));
        Assert.Equal(isAsked, schedule.IsDue(S(10 + pause), S(10 + pause), isFailing: false, failures: 0));
    }

    [Fact]
    public void After_errors_it_is_asked_when_calls_succeed_again_and_not_before()
    {
        var schedule = new CanarySchedule();
        schedule.Asked(S(0));
        Assert.False(schedule.IsDue(S(1), S(1), isFailing: false, failures: 3));
        Assert.False(schedule.IsDue(S(2), S(1), isFailing: true, failures: 4));
        Assert.False(schedule.IsDue(S(400), S(1), isFailing: true, failures: 9));
        Assert.True(schedule.IsDue(S(401), S(1), isFailing: false, failures: 9));
        schedule.Asked(S(401));
        Assert.False(schedule.IsDue(S(402), S(1), isFailing: false, failures: 9));
    }

    [Fact]
    public void An_error_that_was_over_before_anybody_looked_counts_too()
    {
        var schedule = new CanarySchedule();
        schedule.Asked(S(0));
        Assert.False(schedule.IsDue(S(1), S(1), isFailing: false, failures: 3));
        Assert.True(schedule.IsDue(S(2), S(2), isFailing: false, failures: 4));
    }

    [Theory]
    [InlineData(1f, 0f, true)]
    [InlineData(1.09f, 0f, true)]
    [InlineData(1.11f, 0f, false)]
    [InlineData(0.89f, 0f, false)]
    [InlineData(1f, 0.19f, true)]
    [InlineData(1f, 0.21f, false)]
    public void An_answer_may_differ_by_two_hundredths_of_cosine_and_a_tenth_of_length(float length, float angle, bool isRight)
    {
        var answers = new CanaryAnswers(null);
        Assert.Null(answers.Compare(Model, [5, 0, 0]));
        float[] raw = [5 * length * MathF.Cos(angle), 5 * length * MathF.Sin(angle), 0];
        Assert.Equal(isRight, answers.Compare(Model, raw) is null);
        Assert.NotNull(answers.Compare(Model, [0, 0, 0]));
        Assert.Null(answers.Compare(Model with { Hash = "b2" }, raw));
    }

    [Fact]
    public void The_first_answer_outlives_the_program_and_a_damaged_file_is_begun_anew()
    {
        var path = _folder.File("answers.bin");
        Assert.Null(new CanaryAnswers(path).Compare(Model, [3, 4, 0]));
        Assert.Contains("cosine 0.600", new CanaryAnswers(path).Compare(Model, [5, 0, 0]), StringComparison.Ordinal);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Null(new CanaryAnswers(path).Compare(Model, [5, 0, 0]));
        }
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
