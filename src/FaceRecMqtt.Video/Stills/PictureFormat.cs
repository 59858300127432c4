namespace FaceRecMqtt.Video.Stills;

/// <summary>Kinds of picture files that are told by their first bytes.</summary>
internal enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
    Bmp,
    Gif,
}
