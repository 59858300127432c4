using System.Text.Json.Nodes;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Node.Commands;

/// <summary>What became of an enrolment, as a reply.</summary>
internal static class EnrolmentReply
{
    /// <summary>Of a picture.</summary>
    public static CommandReply Of(EnrolmentResult result) => result switch
    {
        EnrolmentResult.Enrolled done => CommandReply.Ok(Learned(done)),
        EnrolmentResult.AlreadyKnown known => CommandReply.Ok(With(
            Data(known.Person, 0, known.Quality, known.PreNorm, known.Model), "note", "This picture (or nearly the same) was learned before; nothing was added.")),
        EnrolmentResult.Refused refused => Refused(refused.Why, []),
        _ => throw new InvalidOperationException($"No such outcome: {result.GetType().Name}."),
    };

    /// <summary>Of a live view.</summary>
    public static CommandReply Of(LiveEnrolmentResult result) => result switch
    {
        LiveEnrolmentResult.Enrolled done => CommandReply.Ok(With(Partial(done), "seen", Json(done.Seen))),
        LiveEnrolmentResult.Refused refused => Refused(refused.Why, new JsonObject { ["seen"] = Json(refused.Seen) }),
        _ => throw new InvalidOperationException($"No such outcome: {result.GetType().Name}."),
    };

    /// <summary>Of an unknown person who was given a name.</summary>
    public static CommandReply Of(AssignmentResult result, string unknown) => result switch
    {
        AssignmentResult.Assigned done => CommandReply.Ok(Person(done.Person, done.Samples, done.Model)),
        AssignmentResult.NotFound => NoSuchUnknown(unknown),
        AssignmentResult.Refused refused => Refused(refused.Why, []),
        _ => throw new InvalidOperationException($"No such outcome: {result.GetType().Name}."),
    };

    /// <summary>There is no unknown person of an id.</summary>
    public static CommandReply NoSuchUnknown(string unknown) => CommandReply.Failed(
        CommandError.NotFound, $"There is no unknown person '{unknown}', or not any more; unknowns/list shows everybody.");

    private static JsonObject Partial(LiveEnrolmentResult.Enrolled done)
    {
        var data = Person(done.Person, done.Samples, done.Model);
        data["asked"] = done.Asked;
        return data;
    }

    /// <summary>The error code of a refusal.</summary>
    public static CommandError Code(EnrolmentRefusal why) => why switch
    {
        EnrolmentRefusal.NoFace => CommandError.NoFace,
        EnrolmentRefusal.ManyFaces => CommandError.ManyFaces,
        EnrolmentRefusal.TooSmall => CommandError.TooSmall,
        EnrolmentRefusal.TooBlurred => CommandError.TooBlurred,
        EnrolmentRefusal.LowPreNorm => CommandError.LowPreNorm,
        EnrolmentRefusal.LooksLikeOther => CommandError.LooksLikeOther,
        EnrolmentRefusal.Full => CommandError.Exists,
        EnrolmentRefusal.Busy => CommandError.Busy,
        EnrolmentRefusal.BackendUnavailable => CommandError.BackendUnavailable,
        _ => throw new InvalidOperationException($"No such refusal: {why.GetType().Name}."),
    };

    private static CommandReply Refused(EnrolmentRefusal why, JsonObject data)
    {
        switch (why)
        {
            case EnrolmentRefusal.ManyFaces many:
                data["faces"] = many.Faces;
                break;
            case EnrolmentRefusal.TooSmall small:
                (data["face_px"], data["required"]) = (small.FacePx, small.Required);
                break;
            case EnrolmentRefusal.TooBlurred blurred:
                (data["sharpness"], data["required"]) = (Rounded(blurred.Sharpness), Rounded(blurred.Required));
                break;
            case EnrolmentRefusal.LowPreNorm low:
                (data["pre_norm"], data["required"]) = (Rounded(low.PreNorm), Rounded(low.Required));
                break;
            case EnrolmentRefusal.LooksLikeOther other:
                (data["person"], data["identity"], data["similarity"]) = (other.Other.Id, other.Other.Name, Rounded(other.Similarity));
                break;
            case EnrolmentRefusal.Full full:
                (data["person"], data["samples"]) = (full.Person.Id, full.Person.Samples);
                break;
        }

        return CommandReply.Failed(Code(why), why.Text, data);
    }

    private static JsonObject Learned(EnrolmentResult.Enrolled done)
    {
        var data = With(Data(done.Person, 1, done.Quality, done.PreNorm, done.Model), "similarity", done.Similarity is { } similarity ? Rounded(similarity) : null);
        return done.IsUnlike
            ? With(data, "note", $"This face is unlike the pictures of {done.Person.Name} so far. If it is somebody else, samples/list has its number for samples/delete.")
            : data;
    }

    private static JsonObject Data(GalleryPerson person, int added, in FaceQuality quality, float preNorm, EmbeddingModel model)
    {
        var data = Person(person, added, model);
        data["pre_norm"] = Rounded(preNorm);
        data["face_px"] = quality.FacePx;
        data["sharpness"] = Rounded(quality.Sharpness);
        data["grade"] = quality.Grade.ToString().ToLowerInvariant();
        return data;
    }

    private static JsonObject Person(GalleryPerson person, int added, EmbeddingModel model) => new()
    {
        ["person"] = person.Id,
        ["name"] = person.Name,
        ["added"] = added,
        ["samples"] = person.Samples,
        ["model"] = model.Id,
    };

    private static JsonObject Json(LookCounts seen) => new()
    {
        ["looks"] = seen.Seen,
        ["chosen"] = seen.Chosen,
        ["many_faces"] = seen.Crowded,
        ["too_small"] = seen.TooSmall,
        ["too_blurred"] = seen.TooBlurred,
        ["low_pre_norm"] = seen.LowPreNorm,
        ["repeated"] = seen.Repeated,
        ["someone_else"] = seen.SomeoneElse,
    };

    private static JsonObject With(JsonObject data, string key, JsonNode? value)
    {
        data[key] = value;
        return data;
    }

    private static double Rounded(float value) => Math.Round(value, 3);
}
