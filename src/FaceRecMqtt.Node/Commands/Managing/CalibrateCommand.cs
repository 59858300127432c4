using System.Text.Json.Nodes;
using FaceRecMqtt.Evaluation.Calibration;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary><c>calibrate</c>: threshold and margin of the serving model from the gallery's own scores; only proposed unless asked to apply them.</summary>
/// <param name="active">Which model serves.</param>
/// <param name="gallery">Whose scores.</param>
/// <param name="limits">Where they are set.</param>
/// <param name="limitsChanged">Called after the limits changed.</param>
internal sealed class CalibrateCommand(ActiveBackend active, FaceGallery gallery, ModelLimits limits, Action limitsChanged)
{
    private static readonly CalibrationOptions Options = new();

    /// <summary>The command.</summary>
    public CommandDefinition Definition => new("calibrate", "Proposes threshold and margin of the model from the gallery's own scores, and says how sure they are.", (call, stopping) =>
        Task.FromResult(Run(call, stopping)))
    {
        Arguments =
        [
            new("apply", ArgumentKind.Flag, "Use the proposal from now on."),
            new("reset", ArgumentKind.Flag, "Use the limits of the model or the configuration again."),
        ],
        Changes = true,
        TakesTime = true,
        Timeout = TimeSpan.FromMinutes(5),
    };

    private CommandReply Run(CommandCall call, CancellationToken stopping)
    {
        if (active.Current?.Model is not { } model)
        {
            return CommandReply.Failed(CommandError.BackendUnavailable, ServingWork.NobodyServes);
        }

        if (call.Flag("reset") && call.Flag("apply"))
        {
            return CommandReply.Failed(CommandError.BadRequest, "Give either apply or reset.");
        }

        if (call.Flag("reset"))
        {
            Set(model, null);
        }

        var report = CalibrationReport.Of(GalleryScores.Of(limits.Samples(model), stopping: stopping), Options);
        if (call.Flag("apply"))
        {
            if (report.Proposal is not { } proposal)
            {
                return CommandReply.Failed(CommandError.BadRequest, Text(report), Json(model, report));
            }

            Set(model, (proposal.Threshold, proposal.Margin));
        }

        return CommandReply.Ok(Json(model, report));
    }

    private void Set(EmbeddingModel model, (float, float)? values)
    {
        limits.Set(model, values);
        limitsChanged();
    }

    private JsonObject Json(EmbeddingModel model, CalibrationReport report)
    {
        var (index, scores, proposal) = (gallery.Index(model), report.Scores, report.Proposal);
        return new()
        {
            ["model"] = model.Id,
            ["threshold"] = Rounded(index.Threshold),
            ["margin"] = Rounded(index.Margin),
            ["set_by"] = limits.AreSet(model) ? "calibration" : "model",
            ["proposed_threshold"] = Rounded(proposal?.Threshold),
            ["proposed_margin"] = Rounded(proposal?.Margin),
            ["people"] = scores.People,
            ["samples"] = scores.Samples,
            ["genuine"] = scores.Genuine.Length,
            ["genuine_lowest"] = scores.Genuine.Length == 0 ? null : Rounded(scores.Genuine.Min()),
            ["genuine_rejected"] = proposal?.Rejected,
            ["genuine_rejected_at_most"] = Rate(proposal?.RejectedAtMost),
            ["impostor"] = scores.Impostor.Length,
            ["impostor_highest"] = Rounded(scores.Nearest?.Similarity),
            ["impostor_accepted"] = proposal?.FalseMatches,
            ["impostor_accepted_at_most"] = Rate(proposal?.FalseMatchesAtMost),
            ["most_alike"] = scores.Nearest is { } nearest ? new JsonArray(nearest.Person, nearest.Other) : null,
            ["text"] = Text(report),
        };
    }

    private static string Text(CalibrationReport report)
    {
        var (scores, alike) = (report.Scores, report.Scores.Nearest is { } nearest ? $"{nearest.Person} and {nearest.Other} are most alike ({nearest.Similarity:0.00})" : "");
        return report.Verdict switch
        {
            CalibrationVerdict.TooFew => string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Too few to propose anything: {scores.People} people (at least {Options.People}), {scores.Genuine.Length} comparisons of people with themselves "
                + $"(at least {Options.Genuine}), {scores.Impostor.Length} with others (at least {Options.Impostor}). Enrol more people, with several samples each."),
            CalibrationVerdict.Overlapping => $"No threshold parts the people: {alike}. Are they one person (people/merge), or is a sample the wrong one (samples/list)?",
            _ when report.Proposal!.IsRateShown => $"The comparisons show that at most {Options.FalseMatchRate:0.0 %} of comparisons with another person name them "
                + $"({Options.Confidence:0 %} sure). {alike}.",
            _ => $"The threshold is {Options.Guard:0.00} above the most alike people; the comparisons are too few to show a rate below "
                + $"{report.Proposal!.FalseMatchesAtMost:0.0 %}. {alike}.",
        };
    }

    private static double? Rounded(float? value) => value is { } number ? Math.Round(number, 3) : null;

    private static double? Rate(double? value) => value is { } number ? Math.Round(number, 5) : null;
}
