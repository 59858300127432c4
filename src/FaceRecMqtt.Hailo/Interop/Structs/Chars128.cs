using System.Runtime.CompilerServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>char[128]</c> inside a native struct.</summary>
[InlineArray(128)]
internal struct Chars128
{
    private byte _first;
}
