using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>A model on a device: a thread that writes and one that reads, so that several frames are under way at once.</summary>
/// <remarks>
/// Used by one thread. The caller never is inside a native call: it waits for the two threads, and leaves them behind where a call does not return in
/// spite of its timeout. After any failure the model is of no further use. Allocates nothing per frame.
/// </remarks>
internal sealed unsafe class HailoModel : IDisposable
{
    /// <summary>A stream gives up after one second; who waits much longer waits for nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ModelStreams _streams;
    private readonly FrameBuffers _buffers;
    private readonly Action _onReleased;
    private readonly StreamThread _writer;
    private readonly StreamThread _reader;

    /// <summary>Starts the threads.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="group">The model on its device; owned from here.</param>
    /// <param name="frames">Most frames under way at once.</param>
    /// <param name="onReleased">Told once when the model is given up.</param>
    /// <exception cref="HailoException">The library refused to make its streams.</exception>
    /// <exception cref="BackendException">It is not a model of one RGB input and plain outputs.</exception>
    internal HailoModel(string name, NetworkGroupHandle group, int frames, Action onReleased)
    {
        (Name, _onReleased) = (name, onReleased);
        _streams = ModelStreams.Create(group, name);
        _buffers = new FrameBuffers(_streams, frames);
        _writer = new StreamThread($"hailo write {name}", Write);
        _reader = new StreamThread($"hailo read {name}", Read);
    }

    /// <summary>The file's name.</summary>
    internal string Name { get; }

    /// <summary>The only input: bytes, <c>[height, width, 3]</c>.</summary>
    internal ModelTensor Input => _streams.Input;

    /// <summary>The outputs: floats, <c>[height, width, channels]</c>.</summary>
    internal IReadOnlyList<ModelTensor> Outputs => _streams.Outputs;

    /// <summary>Most frames under way at once.</summary>
    internal int MostFrames => _buffers.Frames;

    /// <summary>An input frame to fill before a run.</summary>
    /// <param name="frame">Which, below <see cref="MostFrames"/>.</param>
    internal Span<byte> InputFrame(int frame) => new(_buffers.Input(frame), _streams.Input.FrameBytes);

    /// <summary>What the last run gave; overwritten by the next.</summary>
    /// <param name="output">Place in <see cref="Outputs"/>.</param>
    /// <param name="frame">Which frame.</param>
    internal ReadOnlySpan<float> OutputFrame(int output, int frame) => new(_buffers.Output(output, frame), _streams.Outputs[output].Values);

    /// <summary>Computes the first frames of the input.</summary>
    /// <param name="frames">How many, at most <see cref="MostFrames"/>.</param>
    /// <exception cref="HailoException">The device failed or is stuck.</exception>
    internal void Run(int frames)
    {
        _writer.Begin(frames);
        _reader.Begin(frames);
        var isDone = _writer.Wait(Patience) & _reader.Wait(Patience);
        if (!isDone)
        {
            throw new HailoException(HailoStatus.Timeout, $"{Name}: a call into HailoRT does not return");
        }

        // The words are made only where they are needed: this runs for every face.
        if (_writer.Status is not HailoStatus.Success)
        {
            throw new HailoException(_writer.Status, $"Handing a picture to {Name}");
        }

        if (_reader.Status is not HailoStatus.Success)
        {
            throw new HailoException(_reader.Status, $"Waiting for {Name}");
        }
    }

    /// <summary>Mean time on the device, ms; null before the first frame.</summary>
    internal double? LatencyMilliseconds()
    {
        LatencyResult result;
        return HailoRT.hailo_get_latency_measurement(_streams.Group, null, &result) is HailoStatus.Success ? result.AvgHwLatencyMs : null;
    }

    /// <summary>Ends the threads and releases the streams; takes seconds where a call is stuck, never longer.</summary>
    public void Dispose()
    {
        _writer.Stop();
        _reader.Stop();
        var hasEnded = _writer.Join(Patience / 2) & _reader.Join(Patience / 2);
        if (!hasEnded)
        {
            _ = HailoRT.hailo_shutdown_network_group(_streams.Group);
            hasEnded = _writer.Join(Patience / 2) & _reader.Join(Patience / 2);
        }

        _streams.Dispose();
        if (hasEnded)
        {
            // Else a native call may still write there; memory and thread are given up together.
            _buffers.Free();
            _writer.Dispose();
            _reader.Dispose();
        }

        _onReleased();
    }

    private HailoStatus Write(int frame) => _streams.Write(_buffers.Input(frame));

    private HailoStatus Read(int frame)
    {
        for (var output = 0; output < _streams.Outputs.Count; output++)
        {
            var status = _streams.Read(output, _buffers.Output(output, frame));
            if (status is not HailoStatus.Success)
            {
                return status;
            }
        }

        return HailoStatus.Success;
    }
}
