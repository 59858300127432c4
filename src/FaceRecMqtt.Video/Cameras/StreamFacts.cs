namespace FaceRecMqtt.Video.Cameras;

/// <summary>What a stream says of itself.</summary>
/// <param name="Codec">Name of the codec as FFmpeg writes it: <c>h264</c>, <c>hevc</c>, <c>mjpeg</c>; <c>pictures</c> for a folder.</param>
/// <param name="Width">Width as shown, px.</param>
/// <param name="Height">Height as shown, px.</param>
/// <param name="FramesPerSecond">As announced; 0 where the stream does not say.</param>
/// <param name="Hardware">Whether a hardware decoder is in use.</param>
public sealed record StreamFacts(string Codec, int Width, int Height, double FramesPerSecond, bool Hardware);
