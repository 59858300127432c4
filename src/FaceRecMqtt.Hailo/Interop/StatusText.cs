using System.Text;

namespace FaceRecMqtt.Hailo.Interop;

/// <summary>Names and plain words of every status of 4.20 to 4.23; the library is never asked for them.</summary>
internal static class StatusText
{
    private static readonly string[] Words =
    [
        "done",
        "not initialised",
        "an argument was refused",
        "the machine ran out of memory",
        "no answer in time",
        "a buffer was too small",
        "not possible in this state",
        "not implemented by this library",
        "a fault inside the library or the driver",
        "a buffer is not aligned",
        "a chunk is too large",
        "unknown log level",
        "closing failed",
        "the file could not be opened",
        "the file could not be read or written",
        "the firmware speaks another control protocol",
        "the firmware is of another version than the library",
        "the device's answer was malformed",
        "the firmware refused a command",
        "eth failure",
        "eth interface not found",
        "eth recv failure",
        "eth send failure",
        "invalid firmware",
        "invalid context count",
        "invalid frame",
        "the file is no HEF this library can read",
        "PCIe is not supported here",
        "interrupted by a signal",
        "start vdma channel fail",
        "sync vdma buffer fail",
        "stop vdma channel fail",
        "close vdma channel fail",
        "atr tables conf validation fail",
        "event create fail",
        "read event fail",
        "the driver refused an operation",
        "invalid firmware magic",
        "invalid firmware code size",
        "invalid key certificate size",
        "invalid content certificate size",
        "mismatching firmware buffer sizes",
        "invalid firmware cpu id",
        "control response md5 mismatch",
        "get control response fail",
        "get d2h event message fail",
        "mutex init fail",
        "the driver ran out of descriptors",
        "the firmware does not know this command",
        "user mode rate limiter not supported",
        "rate limit maximum bandwidth exceeded",
        "ansi to utf16 conversion failed",
        "utf16 to ansi conversion failed",
        "unexpected interface info failure",
        "unexpected arp table failure",
        "mac address not found",
        "no ipv4 interfaces found",
        "shutdown event signaled",
        "thread already activated",
        "thread not activated",
        "thread not joinable",
        "not found",
        "the connection to the device was closed",
        "the transfer was aborted",
        "the driver is not installed",
        "not available",
        "traffic control failure",
        "invalid second stage",
        "invalid pipeline",
        "the model is not activated",
        "vstream pipeline not activated",
        "the device ran out of memory",
        "the stream is not activated",
        "another process uses the device",
        "no free device",
        "the device is of another architecture",
        "driver and library are of different versions",
        "the HailoRT service did not answer",
        "the HailoRT service is of another version",
        "not supported by this device",
        "nms burst invalid data",
        "the machine ran out of contiguous memory",
        "the queue is full",
        "the memory is already mapped",
        "the buffers do not meet the device's needs",
        "the driver's answer was malformed",
        "the driver does not know this call",
        "the device did not answer the driver in time; it may need a reset",
        "the driver's call was interrupted",
        "the connection was refused",
        "the driver's wait was cancelled",
        "the HEF is damaged",
        "the HEF is of a kind this library cannot read",
        "the HEF was compiled for another device",
    ];

    /// <summary>A status as shown to people: words, native name, number.</summary>
    /// <param name="status">Any value, also one no known library gives.</param>
    internal static string Of(HailoStatus status) => (uint)status < (uint)Words.Length
        ? $"{Words[(int)status]} ({NativeName(status)}, {(int)status})"
        : $"an unknown status ({(int)status})";

    /// <summary>The name in <c>hailort.h</c>, for example <c>HAILO_DEVICE_IN_USE</c>.</summary>
    /// <param name="status">A known value.</param>
    internal static string NativeName(HailoStatus status)
    {
        var name = new StringBuilder("HAILO");
        foreach (var letter in status.ToString())
        {
            if (char.IsUpper(letter))
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
