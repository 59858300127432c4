using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Tests.Support;
using static FaceRecMqtt.Tests.Faces.Identity.Synthetic;

namespace FaceRecMqtt.Tests.Faces.Identity;

public sealed class FaceIdentityTests
{
    private readonly FaceIdentity _identity = new(new IdentityOptions());

    [Fact]
    public void One_good_look_of_full_trust_names_a_person()
    {
        Assert.Equal(IdentityTransition.Recognized, _identity.See(Raw(Anna)));
        Assert.Equal((IdentityState.Known, Anna, "Anna"), (_identity.State, _identity.Person, _identity.Name));
        Assert.InRange(_identity.Similarity!.Value, 0.9f, 1);
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Anna, seed: 2)));
    }

    [Fact]
    public void A_fair_look_does_not_decide_alone_and_two_do()
    {
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Anna), FaceGrade.Fair));
        Assert.Equal(IdentityTransition.Recognized, _identity.See(Raw(Anna, seed: 2), FaceGrade.Fair));
    }

    [Fact]
    public void Looks_that_are_each_too_poor_name_a_person_together()
    {
        // Each alone is below the threshold and of different noise; together the noise cancels.
        var looks = Enumerable.Range(1, 50).Select(seed => Raw(Anna, noise: 2.6f, seed: seed))
            .Where(raw => raw.Zip(Direction(Anna), (a, b) => a * b).Sum() / 4 < Threshold);
        var transitions = looks.Take(8).Select(raw => _identity.See(raw)).ToArray();
        Assert.Contains(IdentityTransition.Recognized, transitions);
        Assert.Equal(Anna, _identity.Person);
        Assert.True(_identity.Decision!.Value.Looks > 1);
    }

    [Fact]
    public void Looks_below_the_gate_decide_nothing_however_many()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(IdentityTransition.None, _identity.See(Raw(i % 2 == 0 ? Anna : "stranger", length: 1.8f)));
        }

        Assert.Equal((IdentityState.Undecided, 0), (_identity.State, _identity.Looks));
    }

    [Fact]
    public void A_stranger_is_unknown_after_three_good_looks_and_fair_ones_do_not_count()
    {
        Assert.Equal(IdentityTransition.None, _identity.See(Raw("stranger"), FaceGrade.Fair));
        Assert.Equal(IdentityTransition.None, _identity.See(Raw("stranger", seed: 2)));
        Assert.Equal(IdentityTransition.None, _identity.See(Raw("stranger", seed: 3)));
        Assert.Equal(IdentityTransition.Unknown, _identity.See(Raw("stranger", seed: 4)));
        Assert.Equal((null, "unknown", 4), (_identity.Person, _identity.Name, _identity.Decision!.Value.Looks));
        Assert.NotNull(_identity.Similarity);
        Assert.Equal(IdentityTransition.None, _identity.See(Raw("stranger", seed: 5)));
    }

    [Theory]
    [InlineData(0.33f, 3)]
    [InlineData(0.35f, 6)]
    [InlineData(0.41f, 6)]
    public void Just_below_the_threshold_unknown_takes_twice_as_many_looks(float cosine, int looks)
    {
        var index = Index(Model, Anna);
        for (var i = 1; i < looks; i++)
        {
            Assert.Equal(IdentityTransition.None, _identity.See(Near(Anna, cosine), index: index));
        }

        Assert.Equal(IdentityTransition.Unknown, _identity.See(Near(Anna, cosine), index: index));
    }

    [Fact]
    public void Between_two_people_no_name_is_given()
    {
        float[] between = [.. Direction(Anna).Zip(Direction(Bea), (a, b) => 4 * (a + b))];
        var transitions = Enumerable.Range(0, 10).Select(_ => _identity.See(between)).ToArray();
        Assert.Equal(IdentityTransition.Unknown, Assert.Single(transitions, transition => transition != IdentityTransition.None));
        Assert.True(_identity.Similarity > Threshold);
        Assert.True(_identity.Decision!.Value.Match.Margin < Margin);
    }

    [Fact]
    public void With_nobody_enrolled_everybody_is_unknown_without_a_similarity()
    {
        var nobody = Index(Model);
        var transitions = Enumerable.Range(0, 3).Select(_ => _identity.See(Raw(Anna), index: nobody)).ToArray();
        Assert.Equal([IdentityTransition.None, IdentityTransition.None, IdentityTransition.Unknown], transitions);
        Assert.Null(_identity.Similarity);
    }

    [Fact]
    public void An_unknown_who_is_enrolled_is_recognized_at_the_next_look()
    {
        Repeat("carl", 5, Everybody);
        Assert.Equal(IdentityTransition.Recognized, _identity.See(Raw("carl", seed: 9), index: Index(Model, Anna, Bea, "carl")));
    }

    [Fact]
    public void A_name_is_corrected_only_by_evidence_that_persists()
    {
        Repeat(Anna, 10, Everybody);
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Bea)));
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Bea, seed: 2)));
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Anna)));
        var transitions = Repeat(Bea, 5, Everybody);
        Assert.Equal(IdentityTransition.Changed, Assert.Single(transitions, transition => transition != IdentityTransition.None));
        Assert.InRange(Array.IndexOf(transitions, IdentityTransition.Changed), 2, 3);
        Assert.Equal(Bea, _identity.Person);
    }

    [Fact]
    public void After_an_ambiguity_it_is_corrected_sooner()
    {
        Repeat(Anna, 10, Everybody);
        _identity.Flag();
        var transitions = Repeat(Bea, 5, Everybody);
        Assert.InRange(Array.IndexOf(transitions, IdentityTransition.Changed), 1, 2);
    }

    [Fact]
    public void A_known_person_becomes_unknown_after_twice_the_good_looks()
    {
        Repeat(Anna, 10, Everybody);
        var transitions = Repeat("stranger", 12, Everybody);
        var changed = Array.IndexOf(transitions, IdentityTransition.Changed);
        Assert.InRange(changed, 5, 9);
        Assert.Equal((IdentityState.Unknown, null), (_identity.State, _identity.Person));
        Assert.Equal(IdentityTransition.Recognized, Repeat(Anna, 8, Everybody).First(transition => transition != IdentityTransition.None));
    }

    [Fact]
    public void Fair_looks_that_are_nobody_do_not_take_a_name_back()
    {
        Repeat(Anna, 3, Everybody);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(IdentityTransition.None, _identity.See(Raw("turned away", seed: i), FaceGrade.Fair));
        }

        Assert.Equal(Anna, _identity.Person);
    }

    [Fact]
    public void Another_model_discards_the_evidence_and_keeps_the_name_until_it_is_contradicted()
    {
        var other = Named("other", "fedcba9876");
        var index = Index(other, Anna, Bea);
        Repeat(Anna, 10, Everybody);
        Assert.Equal(IdentityTransition.None, _identity.See(Raw("stranger", model: other), index: index));
        Assert.Equal((Anna, 1, Model.Id), (_identity.Person, _identity.Looks, _identity.Decision!.Value.Model));
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Anna, model: other), index: index));
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Anna, model: other, seed: 2), index: index));
        Assert.Equal((Anna, other.Id), (_identity.Person, _identity.Decision!.Value.Model));
    }

    [Fact]
    public void A_renamed_person_is_shown_by_the_new_name()
    {
        Repeat(Anna, 2, Everybody);
        var renamed = new GalleryIndex(Model, [new IndexedSample(Anna, "Anna Bell", Direction(Anna))]);
        Assert.True(_identity.Refresh(renamed));
        Assert.Equal((Anna, "Anna Bell", IdentityState.Known), (_identity.Person, _identity.Name, _identity.State));
        Assert.False(_identity.Refresh(renamed));
        Assert.Null(_identity.Decision!.Value.Match.RunnerUp);
    }

    [Fact]
    public void A_deleted_person_is_told_of_no_more_and_the_next_look_decides_anew()
    {
        Repeat(Anna, 4, Everybody);
        var without = Index(Model, Bea);
        Assert.True(_identity.Refresh(without));
        Assert.Equal((IdentityState.Undecided, null, "unknown", null), (_identity.State, _identity.Person, _identity.Name, _identity.Similarity));
        Assert.Equal(IdentityTransition.Changed, _identity.See(Raw(Anna), index: without));
        Assert.Equal(IdentityState.Unknown, _identity.State);
    }

    [Theory]
    [InlineData(0.36f, null, false)]
    [InlineData(0.36f, 0.34f, true)]
    [InlineData(0.48f, null, true)]
    [InlineData(0.48f, 0.5f, false)]
    public void A_person_is_named_by_their_own_threshold(float cosine, float? own, bool isNamed)
    {
        var index = new GalleryIndex(Model, [new IndexedSample(Anna, "Anna", Direction(Anna)) { Threshold = own }]);
        for (var look = 0; look < 8; look++)
        {
            _identity.See(Near(Anna, cosine), index: index);
        }

        Assert.Equal(isNamed ? Anna : null, _identity.Person);
        Assert.Equal(own ?? Threshold, _identity.Decision!.Value.Threshold);
    }

    [Fact]
    public void A_name_is_taken_back_once_an_anchor_says_that_it_is_a_look_alike()
    {
        Assert.Equal(IdentityTransition.Recognized, _identity.See(Near(Anna, 0.6f)));
        IndexedSample anna = new(Anna, "Anna", Direction(Anna)), anchor = new(Anna, "Anna", FaceEmbedding.FromRaw(Near(Anna, 0.6f)).Unit) { IsAnchor = true };
        var index = new GalleryIndex(Model, [anna, anchor]);
        Assert.Contains(IdentityTransition.Changed, Enumerable.Range(0, 8).Select(_ => _identity.See(Near(Anna, 0.6f), index: index)));
        Assert.Equal(IdentityState.Unknown, _identity.State);
        var herself = new FaceIdentity(new IdentityOptions());
        Assert.Equal(IdentityTransition.Recognized, herself.See(Raw(Anna), index: index));
    }

    [Fact]
    public void A_person_deleted_and_enrolled_again_is_not_announced_twice()
    {
        Repeat(Anna, 4, Everybody);
        _identity.Refresh(Index(Model, Bea));
        Assert.Equal(IdentityTransition.None, _identity.See(Raw(Anna)));
        Assert.Equal((IdentityState.Known, Anna), (_identity.State, _identity.Person));
    }

    [Fact]
    public void Broken_embeddings_are_counted_and_change_nothing()
    {
        _identity.See(Raw(Anna), FaceGrade.Fair);
        float[] nan = [.. Raw(Anna)];
        nan[3] = float.NaN;
        Assert.Equal(IdentityTransition.None, _identity.See(nan));
        Assert.Equal(IdentityTransition.None, _identity.See(new float[Values]));
        Assert.Equal((2L, 1), (_identity.BrokenEmbeddings, _identity.Looks));
        Assert.Equal(IdentityTransition.Recognized, _identity.See(Raw(Anna)));
    }

    [Fact]
    public void An_embedding_of_another_length_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => _identity.See(new float[Values + 1]));
        Assert.Contains(Model.Id, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _identity.Looks);
    }

    [Fact]
    public void Looking_allocates_nothing_after_the_first_look()
    {
        float[][] looks = [Raw(Anna), Raw("stranger"), Raw(Bea), Raw(Anna, length: 1)];
        LookOften();
        Assert.Equal(0, Allocations.Least(LookOften));

        void LookOften()
        {
            for (var i = 0; i < 400; i++)
            {
                _identity.IsDue(QualityOf(), Everybody);
                _identity.Observe(Look(looks[i / 20 % looks.Length]), Everybody, Threshold, Margin);
            }
        }
    }

    private IdentityTransition[] Repeat(string person, int looks, GalleryIndex index) =>
        [.. Enumerable.Range(1, looks).Select(seed => _identity.See(Raw(person, seed: seed), index: index))];
}
