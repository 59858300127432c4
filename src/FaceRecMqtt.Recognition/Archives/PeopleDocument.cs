using System.Text.Json.Serialization;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>What <c>people.json</c> of an export says.</summary>
internal sealed record PeopleDocument
{
    /// <summary>Version of this form that is written.</summary>
    public const int Version = 1;

    /// <summary>Its name in the archive.</summary>
    public const string FileName = "people.json";

    /// <summary>Version of the form.</summary>
    public required int Schema { get; init; }

    /// <summary>The people.</summary>
    public required IReadOnlyList<ExportedPerson> People { get; init; }
}

/// <summary>One exported person.</summary>
internal sealed record ExportedPerson
{
    /// <summary>Id where it came from; kept where it is free.</summary>
    public required string Person { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>When they were enrolled first.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Own threshold; null for none.</summary>
    public float? Threshold { get; init; }

    /// <summary>Whether they are recognised but not told of.</summary>
    public bool Ignored { get; init; }

    /// <summary>Their pictures.</summary>
    public required IReadOnlyList<ExportedSample> Samples { get; init; }
}

/// <summary>One exported picture.</summary>
internal sealed record ExportedSample
{
    /// <summary>Its file in the archive: a PNG of 112 × 112 px.</summary>
    public required string File { get; init; }

    /// <summary>Whether it shows somebody who is not this person.</summary>
    public bool Anchor { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Quality of the look.</summary>
    public required FaceQuality Quality { get; init; }
}

/// <summary>The form of <c>people.json</c>.</summary>
[JsonSerializable(typeof(PeopleDocument))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
internal sealed partial class PeopleDocumentJson : JsonSerializerContext;
