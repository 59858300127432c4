namespace FaceRecMqtt.Faces.Quality;

/// <summary>How much a look at a face is worth.</summary>
public enum FaceGrade
{
    /// <summary>Not worth an embedding.</summary>
    Poor,

    /// <summary>Adds to the evidence, does not decide alone.</summary>
    Fair,

    /// <summary>A good look.</summary>
    Good,
}
