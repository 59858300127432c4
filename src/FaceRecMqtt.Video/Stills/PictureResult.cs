namespace FaceRecMqtt.Video.Stills;

/// <summary>What decoding a still picture came to.</summary>
public abstract record PictureResult
{
    private PictureResult()
    {
    }

    /// <summary>A picture.</summary>
    /// <param name="Frame">Owned by the caller, who disposes it.</param>
    public sealed record Decoded(PictureFrame Frame) : PictureResult;

    /// <summary>No picture.</summary>
    /// <param name="Problem">The kind of problem.</param>
    /// <param name="Text">What is wrong and what helps, for people.</param>
    public sealed record Refused(PictureProblem Problem, string Text) : PictureResult;
}
