using System.Runtime.CompilerServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>char[16]</c> inside a native struct.</summary>
[InlineArray(16)]
internal struct Chars16
{
    private byte _first;
}
