using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Node.Commands;

/// <summary>A picture that came with a command.</summary>
internal static class SentPicture
{
    /// <summary>Decodes it; a large one takes a while.</summary>
    /// <param name="image">The file as it was sent: JPEG, PNG or what else the decoder reads.</param>
    /// <param name="time">Clock.</param>
    /// <param name="refusal">Why it cannot be read, as a reply; else null.</param>
    /// <returns>The picture, which the caller disposes; null: it is refused.</returns>
    public static Frame? Decode(byte[] image, TimeProvider time, out CommandReply? refusal)
    {
        refusal = null;
        switch (PictureDecoder.Decode(image, time))
        {
            case PictureResult.Decoded decoded:
                return decoded.Frame;
            case PictureResult.Refused refused:
                refusal = CommandReply.Failed(ErrorOf(refused.Problem), refused.Text);
                return null;
            case var result:
                throw new InvalidOperationException($"No such outcome: {result.GetType().Name}.");
        }
    }

    private static CommandError ErrorOf(PictureProblem problem) => problem switch
    {
        PictureProblem.TooLarge => CommandError.TooLarge,
        PictureProblem.Unavailable => CommandError.Internal,
        _ => CommandError.BadRequest,
    };
}
