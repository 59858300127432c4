using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;
using static FaceRecMqtt.Tests.Faces.Identity.Synthetic;

namespace FaceRecMqtt.Tests.Faces.Identity;

/// <summary>When a track is embedded.</summary>
public sealed class LookScheduleTests
{
    private readonly FaceIdentity _identity = new(new IdentityOptions());

    [Fact]
    public void A_known_face_is_embedded_ever_less_often_but_never_forgotten()
    {
        Assert.Equal([1, 1, 2, 4, 8, 16, 32, 32, 32], Pauses(Anna, 9));
    }

    [Fact]
    public void An_undecided_face_is_embedded_in_every_frame_until_patience_ends()
    {
        var pauses = Pauses("stranger", 16, FaceGrade.Fair);
        Assert.All(pauses.Take(12), pause => Assert.Equal(1, pause));
        Assert.True(pauses[^1] > 1);
    }

    [Fact]
    public void A_poor_face_is_never_due()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.False(_identity.IsDue(QualityOf(FaceGrade.Poor), Everybody));
        }
    }

    [Fact]
    public void It_stays_due_until_there_was_a_look()
    {
        Pauses(Anna, 6);
        Assert.Contains(true, Enumerable.Range(0, 32).Select(_ => _identity.IsDue(QualityOf(), Everybody)));
        Assert.True(_identity.IsDue(QualityOf(), Everybody));
    }

    [Fact]
    public void Another_index_is_a_reason_to_look_at_once()
    {
        Pauses(Anna, 6);
        Assert.False(_identity.IsDue(QualityOf(), Everybody));
        var changed = Index(Model, Anna, Bea, "carl");
        Assert.True(_identity.IsDue(QualityOf(), changed));
        _identity.See(Raw(Anna), index: changed);
        Assert.False(_identity.IsDue(QualityOf(), changed));
    }

    [Fact]
    public void An_ambiguity_is_a_reason_to_look_at_once_and_closely_until_it_is_settled()
    {
        Pauses(Anna, 6);
        _identity.Flag();
        Assert.Equal([1, 1, 1], Pauses("stranger", 3));
        Assert.Equal([1, 2, 4, 8], Pauses(Anna, 4));
    }

    [Theory]
    [InlineData(129, FaceGrade.Fair, false)]
    [InlineData(130, FaceGrade.Fair, true)]
    [InlineData(100, FaceGrade.Good, true)]
    public void A_clearly_better_view_of_a_face_without_a_name_is_a_reason_to_look_at_once(int facePx, FaceGrade grade, bool due)
    {
        Pauses("stranger", 20, FaceGrade.Fair);
        Assert.Equal(due, _identity.IsDue(QualityOf(grade, facePx), Everybody));
    }

    [Fact]
    public void A_better_view_of_a_known_face_is_not()
    {
        Pauses(Anna, 6, FaceGrade.Fair);
        Assert.False(_identity.IsDue(QualityOf(FaceGrade.Good, 300), Everybody));
    }

    private int[] Pauses(string person, int looks, FaceGrade grade = FaceGrade.Good)
    {
        var pauses = new int[looks];
        for (var i = 0; i < looks; i++)
        {
            do
            {
                Assert.True(++pauses[i] <= 100, "A face is never due again.");
            }
            while (!_identity.IsDue(QualityOf(grade), Everybody));
            _identity.See(Raw(person), grade);
        }

        return pauses;
    }
}
