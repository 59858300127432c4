using System.Runtime.CompilerServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>char[32]</c> inside a native struct.</summary>
[InlineArray(32)]
internal struct Chars32
{
    private byte _first;
}
