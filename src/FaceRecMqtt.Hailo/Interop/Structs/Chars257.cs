using System.Runtime.CompilerServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>char[257]</c> inside a native struct.</summary>
[InlineArray(257)]
internal struct Chars257
{
    private byte _first;
}
