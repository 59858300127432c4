using System.Runtime.CompilerServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>char[42]</c> inside a native struct.</summary>
[InlineArray(42)]
internal struct Chars42
{
    private byte _first;
}
