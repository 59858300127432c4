using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>No unknown face is kept for longer than it may, and what is forgotten is overwritten.</summary>
public sealed class ForgettingTests
{
    private static readonly byte[] Noise = Painted.Crop(77);
    private static readonly byte[] Stored = CropBytes.Pack(Noise).AsSpan(100, 64).ToArray();

    [Fact]
    public void After_14_days_a_face_is_forgotten_and_overwritten_and_the_stranger_is_a_new_one()
    {
        using var stage = new UnknownStage();
        var id = stage.Meet(Strangers.Look(1, crop: Noise))?.UnknownId;
        stage.Time.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        stage.People.Clusters.Expire();
        Assert.True(IsWritten(stage));
        stage.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, stage.People.Clusters.Expire());
        Assert.False(IsWritten(stage));
        Assert.Empty(stage.People.All());
        Assert.NotEqual(id, stage.Id(1));
    }

    [Fact]
    public void What_became_too_old_while_the_node_was_off_is_forgotten_at_the_start()
    {
        using var stage = new UnknownStage();
        stage.Meet(Strangers.Look(1, crop: Noise));
        stage.Time.Advance(TimeSpan.FromDays(20));
        stage.Restart();
        Assert.Empty(stage.People.All());
        Assert.False(IsWritten(stage));
    }

    [Fact]
    public void Who_comes_every_day_keeps_the_id_but_no_face_older_than_14_days()
    {
        using var stage = new UnknownStage();
        var id = stage.Meet(Strangers.Look(1, preNorm: 9, crop: Noise))?.UnknownId;
        for (var day = 0; day < 15; day++)
        {
            stage.Time.Advance(TimeSpan.FromDays(1));
            stage.People.Clusters.Expire();
            Assert.Equal(id, stage.Id(1));
        }

        Assert.Equal(16, Assert.Single(stage.People.All()).Visits);
        Assert.False(IsWritten(stage));
    }

    [Fact]
    public void A_face_kept_while_the_clock_was_ahead_counts_from_today()
    {
        using var stage = new UnknownStage();
        stage.Meet(Strangers.Look(1, crop: Noise));
        stage.Time.AdjustTime(stage.Time.GetUtcNow() - TimeSpan.FromDays(3650));
        stage.People.Clusters.Expire();
        stage.Time.Advance(TimeSpan.FromDays(14));
        stage.Restart();
        Assert.Empty(stage.People.All());
        Assert.False(IsWritten(stage));
    }

    [Fact]
    public void Who_had_to_make_room_and_a_face_that_was_replaced_are_overwritten_too()
    {
        using var stage = new UnknownStage(new UnknownsOptions { Most = 1, Faces = 1 });
        stage.Meet(Strangers.Look(1, crop: Noise));
        stage.Id(2);
        stage.People.Clusters.Expire();
        Assert.False(IsWritten(stage));
        stage.Meet(Strangers.Look(2, view: 1, degrees: 50, crop: Noise));
        Assert.True(IsWritten(stage));
        stage.Id(2, view: 2);
        stage.People.Clusters.Expire();
        Assert.False(IsWritten(stage));
    }

    [Fact]
    public void Where_nothing_may_be_stored_nothing_is_and_ids_hold_in_memory_for_a_day()
    {
        using var stage = new UnknownStage();
        stage.Meet(Strangers.Look(1, crop: Noise));
        var never = new UnknownsOptions { Keep = TimeSpan.Zero };
        stage.Restart(never);
        Assert.Empty(stage.People.All());
        Assert.False(IsWritten(stage));
        var id = stage.Meet(Strangers.Look(1, crop: Noise))?.UnknownId;
        Assert.Equal(id, stage.Id(1));
        Assert.False(IsWritten(stage));
        stage.Time.Advance(TimeSpan.FromDays(1));
        stage.People.Clusters.Expire();
        Assert.Empty(stage.People.All());
        Assert.NotNull(stage.Id(1));
        stage.Restart(never);
        Assert.Empty(stage.People.All());
    }

    private static bool IsWritten(UnknownStage stage) => stage.Written().Any(bytes => bytes.AsSpan().IndexOf(Stored) >= 0);
}
