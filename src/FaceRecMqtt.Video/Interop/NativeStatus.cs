namespace FaceRecMqtt.Video.Interop;

/// <summary>What an operation of the shim came to: <c>enum fr_status</c> of facerec_media.h.</summary>
internal enum NativeStatus
{
    Ok = 0,
    Withheld = 1,
    End = 2,
    Interrupted = 3,
    Unreachable = 4,
    Unauthorized = 5,
    NotFound = 6,
    Stalled = 7,
    TooLarge = 8,
    Unsupported = 9,
    Corrupt = 10,
    NoMemory = 11,
    Failed = 12,
}
