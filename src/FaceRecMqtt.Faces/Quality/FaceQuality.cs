using System.Text.Json.Serialization;

namespace FaceRecMqtt.Faces.Quality;

/// <summary>What can be said of a look at a face before it is embedded.</summary>
/// <param name="FacePx">Width of the box, px.</param>
/// <param name="Sharpness">In [0, 1]; 0 is a smear.</param>
/// <param name="Yaw">Turn to the side, degrees, 0 is frontal; positive: the nose points to the right edge of the picture.</param>
/// <param name="Pitch">Nod, degrees; positive is up.</param>
/// <param name="Roll">Tilt, degrees; positive is clockwise in the picture.</param>
/// <param name="Detector">Detector's probability, in [0, 1].</param>
/// <param name="Grade">The verdict.</param>
public readonly record struct FaceQuality(
    int FacePx,
    float Sharpness,
    int Yaw,
    int Pitch,
    int Roll,
    float Detector,
    [property: JsonConverter(typeof(JsonStringEnumConverter<FaceGrade>))] FaceGrade Grade);
