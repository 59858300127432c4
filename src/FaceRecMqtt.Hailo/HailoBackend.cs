using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Models;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Hailo;

/// <summary>Finds and embeds faces on a Hailo-8 or 8L.</summary>
/// <remarks>
/// May be made on any thread; calls belong to one. A call takes at most about three seconds whatever the device does, throws a transient
/// <see cref="BackendException"/> where it fails, and throws at once while the device is opened again. In steady state it allocates no managed memory.
/// </remarks>
public sealed class HailoBackend : IInferenceBackend
{
    // As for the same networks on the CPU.
    private const float SmallestFaceWidth = 12;
    private const float LeastScore = 0.5f;

    private readonly DeviceRecovery _recovery;
    private readonly ILogger _log;

    /// <summary>Opens the device and puts the models on it, beside those of other backends.</summary>
    /// <param name="name">Name of the configuration entry.</param>
    /// <param name="device">The device; shared.</param>
    /// <param name="options">What the configuration says.</param>
    /// <param name="time">The clock for attempts to open the device again.</param>
    /// <param name="log">Told what serves and what fails.</param>
    /// <exception cref="BackendException">The device or a model cannot be used; the message says why and what helps.</exception>
    public HailoBackend(string name, HailoDevice device, HailoBackendOptions options, TimeProvider time, ILogger log)
    {
        (Name, Device, _log) = (name, device, log);
        var detector = HefFile.Read(options.DetectorHef);
        var recogniser = HefFile.Read(options.RecogniserHef);
        _recovery = new DeviceRecovery(() => Open(detector, recogniser), time, log);
        var models = _recovery.Current!;
        DetectorInput = models.Detector.Size;
        Model = RecogniserDefaults.Of(recogniser, models.Recogniser.Length, options);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public BackendKind Kind => BackendKind.Hailo;

    /// <inheritdoc/>
    public EmbeddingModel Model { get; }

    /// <inheritdoc/>
    public (int Width, int Height) DetectorInput { get; }

    /// <inheritdoc/>
    public float SmallestFace => SmallestFaceWidth;

    /// <inheritdoc/>
    public float MinimumScore => LeastScore;

    /// <summary>The device it computes on.</summary>
    public HailoDevice Device { get; }

    /// <summary>Whether the device is open; else calls throw until it is again.</summary>
    internal bool IsServing => _recovery.Current is not null;

    /// <summary>Why the device failed last or cannot be opened; null before the first failure.</summary>
    internal string? LastProblem => _recovery.Problem is { Length: > 0 } problem ? problem : null;

    /// <summary>How often the device was opened again since the start.</summary>
    internal int Recoveries => _recovery.Recoveries;

    /// <summary>Mean time on the device of one detection and one embedding, ms, as the device measures it; null where it is not known.</summary>
    public (double? Detector, double? Recogniser) LatencyMilliseconds()
    {
        try
        {
            return _recovery.Current?.LatencyMilliseconds() ?? default;
        }
        catch (ObjectDisposedException)
        {
            return default; // The models were given up meanwhile.
        }
    }

    /// <inheritdoc/>
    /// <remarks>Nothing to do: the models are warm, and the device computes.</remarks>
    public void EnterThread()
    {
    }

    /// <inheritdoc/>
    public int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces)
    {
        var models = Models();
        try
        {
            return models.Detector.Detect(frame, region, minimumScore, faces);
        }
        catch (HailoException fault)
        {
            throw Failed(models, fault);
        }
    }

    /// <inheritdoc/>
    public void Embed(ReadOnlySpan<byte> alignedFaces, int count, Span<float> raw)
    {
        var models = Models();
        try
        {
            models.Recogniser.Embed(alignedFaces, count, raw);
        }
        catch (HailoException fault)
        {
            throw Failed(models, fault);
        }
    }

    /// <summary>Takes the models off and leaves the device; takes seconds where the device is stuck.</summary>
    public void Dispose() => _recovery.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private ModelPair Models()
    {
        var models = _recovery.Current ?? throw Absent();
        if (!models.IsRetired)
        {
            return models;
        }

        Log.Full(_log);
        _recovery.Fail(models, "The device is opened anew");
        throw Absent();
    }

    private BackendException Absent() => new($"The Hailo device is opened again: {_recovery.Problem}", isTransient: true);

    private BackendException Failed(ModelPair models, HailoException fault)
    {
        Log.Failed(_log, fault.Message);
        _recovery.Fail(models, fault.Message);
        return DeviceProblem.Lost(fault.Message).ToException(fault);
    }

    private ModelPair Open(HefFile detector, HefFile recogniser)
    {
        var models = new ModelPair(Device, detector, recogniser);
        var facts = models.Facts;
        Log.Serves(_log, facts.Architecture, facts.Address, Name, facts.Library.ToString(), facts.Driver?.ToString() ?? "unknown", facts.Firmware.ToString());
        return models;
    }
}
