using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>Native memory for the frames of one model that are under way. Not managed, so that a call that never returns can keep it.</summary>
internal sealed unsafe class FrameBuffers
{
    private const int Page = 4096;

    private readonly ModelStreams _streams;
    private readonly byte* _inputs;
    private readonly byte*[] _outputs;

    /// <param name="streams">The model's streams.</param>
    /// <param name="frames">Frames that fit.</param>
    internal FrameBuffers(ModelStreams streams, int frames)
    {
        (_streams, Frames) = (streams, frames);
        _inputs = Allocate(streams.Input);
        _outputs = new byte*[streams.Outputs.Count];
        for (var i = 0; i < _outputs.Length; i++)
        {
            _outputs[i] = Allocate(streams.Outputs[i]);
        }
    }

    /// <summary>Frames that fit.</summary>
    internal int Frames { get; }

    /// <summary>Where an input frame lies.</summary>
    internal byte* Input(int frame) => _inputs + ((nint)frame * _streams.Input.FrameBytes);

    /// <summary>Where a frame of an output lies.</summary>
    internal byte* Output(int output, int frame) => _outputs[output] + ((nint)frame * _streams.Outputs[output].FrameBytes);

    /// <summary>Gives the memory back; nothing may use it any more.</summary>
    internal void Free()
    {
        NativeMemory.AlignedFree(_inputs);
        foreach (var output in _outputs)
        {
            NativeMemory.AlignedFree(output);
        }
    }

    private byte* Allocate(ModelTensor tensor)
    {
        var size = (nuint)Frames * (nuint)tensor.FrameBytes;
        var memory = (byte*)NativeMemory.AlignedAlloc(size, Page);
        NativeMemory.Clear(memory, size);
        return memory;
    }
}
