using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name, unique in the model.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels, innermost.</param>
/// <param name="FrameBytes">Bytes of one frame as it is exchanged here.</param>
internal sealed record ModelTensor(string Name, int Height, int Width, int Channels, int FrameBytes)
{
    /// <summary>Values of one frame.</summary>
    internal int Values => Height * Width * Channels;

    /// <summary>Reads a stream's description.</summary>
    /// <param name="info">As the library gives it.</param>
    /// <param name="frameBytes">Bytes of one frame.</param>
    internal static ModelTensor Of(in VStreamInfo info, nuint frameBytes) => new(
        Interop.CharsText.Of(info.Name), (int)info.Shape.Height, (int)info.Shape.Width, (int)info.Shape.Features, checked((int)frameBytes));

    /// <summary>Name and shape for people: <c>scrfd_10g/conv41 [80,80,2]</c>.</summary>
    public override string ToString() => $"{Name} [{Height},{Width},{Channels}]";
}
