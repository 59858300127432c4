using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>A door camera, a clock, a gallery and a backend around one live enrolment.</summary>
public abstract class LiveStage : IAsyncLifetime
{
    internal const string Door = "door";
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ActiveBackend _active = new();
    private readonly SemaphoreSlim _progress = new(0);
    private readonly LiveEnrolment _enrolment;

    protected LiveStage()
    {
        Gallery = Painted.Gallery(_folder, Time, samplesPerPerson: 4);
        _enrolment = new LiveEnrolment(_active, Gallery, Looks, new EnrolmentOptions(), Time);
    }

    private protected FakeBackend Backend { get; } = new("cpu");

    private protected FakeTimeProvider Time { get; } = new();

    private protected LiveLooks Looks { get; } = new();

    private protected List<(int Done, int Of)> Told { get; } = [];

    private protected FaceGallery Gallery { get; }

    public async ValueTask InitializeAsync() => await Serve(Backend);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_active.Exchange(null) is { } thread)
        {
            await thread.DisposeAsync();
        }

        Gallery.Dispose();
        _folder.Dispose();
        _progress.Dispose();
    }

    private protected Task<LiveEnrolmentResult> Learn(string name, int samples = 3, bool force = false, CancellationToken cancellation = default) =>
        _enrolment.RunAsync(
            Painted.Name(name),
            Door,
            samples,
            TimeSpan.FromSeconds(30),
            force,
            (done, of) =>
            {
                Told.Add((done, of));
                _progress.Release();
            },
            cancellation);

    private protected static async Task<EnrolmentRefusal> Refused(Task<LiveEnrolmentResult> learning) =>
        Assert.IsType<LiveEnrolmentResult.Refused>(await learning.WaitAsync(Patience)).Why;

    // Looks are judged on another thread; progress tells that a good one was.
    private protected async Task Judged(int chosen)
    {
        for (var i = 0; i < chosen; i++)
        {
            Assert.True(await _progress.WaitAsync(Patience));
        }
    }

    private protected void Show(
        int person, float degrees = 0, float strength = 1, int facePx = 100, float sharpness = 0.5f, int yaw = 0, int faces = 1, EmbeddingModel? model = null)
    {
        var crop = PaintedFace.Crop(person, degrees, strength);
        model ??= Backend.Model;
        Offer(crop, FakeBackend.Raw(crop, model.Hash), faces, Quality(facePx, sharpness, yaw), model);
    }

    private protected void Offer(byte[] crop, float[] raw, int faces, FaceQuality quality, EmbeddingModel model) => Looks.Offer(
        Door, new LiveLook { Detection = default, Quality = quality, Crop = crop, Raw = raw, Model = model, FacesInView = faces });

    private protected static FaceQuality Quality(int facePx, float sharpness, int yaw) =>
        Painted.GoodQuality with { FacePx = facePx, Sharpness = sharpness, Yaw = yaw };

    private protected async Task Serve(FakeBackend backend)
    {
        var thread = await InferenceThread.StartAsync(backend);
        InferenceThread? old = null;
        Assert.True(Gallery.TryServe(backend.Model, () => old = _active.Exchange(thread)));
        if (old is not null)
        {
            await old.DisposeAsync();
        }
    }
}
