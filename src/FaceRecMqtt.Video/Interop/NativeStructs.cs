using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.Video.Interop;

/// <summary><c>fr_open_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeOpenOptions
{
    public long OpenTimeoutUs;
    public long ReadTimeoutUs;
    public long MaxPixels;
    public int Kind;
    public int Threads;
    public int Paced;
    public int Udp;
}

/// <summary><c>fr_picture_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativePictureInfo
{
    public long AgeNs;
    public long DecodeNs;
    public long MediaTimeUs;
    public int Width;
    public int Height;
}

/// <summary><c>fr_stream_facts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeStreamFacts
{
    public long Bytes;
    public long Packets;
    public long LostPackets;
    public double FramesPerSecond;
    public int Width;
    public int Height;
    public int Rotation;
    public int Hardware;
    public CodecName Codec;

    /// <summary>32 bytes of text with a zero at its end.</summary>
    [InlineArray(32)]
    internal struct CodecName
    {
        private byte _first;
    }
}
