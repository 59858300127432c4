using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Gallery;

/// <summary>A gallery in a folder of its own with a fake backend that serves.</summary>
internal sealed class ServedGallery : IAsyncDisposable
{
    private ServedGallery(TemporaryFolder folder, string hash, int samplesPerPerson)
    {
        Folder = folder;
        Backend = new FakeBackend("cpu", hash);
        Gallery = new FaceGallery(new GalleryOptions(folder.File("gallery.db")) { SamplesPerPerson = samplesPerPerson }, Time, NullLogger.Instance);
    }

    public TemporaryFolder Folder { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public FakeBackend Backend { get; }

    public EmbeddingModel Model => Backend.Model;

    public FaceGallery Gallery { get; }

    public ActiveBackend Active { get; } = new();

    public static async Task<ServedGallery> StartAsync(string hash = "a1", int samplesPerPerson = 20)
    {
        var served = new ServedGallery(new TemporaryFolder(), hash, samplesPerPerson);
        var thread = await InferenceThread.StartAsync(served.Backend);
        Assert.True(served.Gallery.TryServe(served.Model, () => served.Active.Exchange(thread)));
        return served;
    }

    /// <summary>Stores one picture.</summary>
    public GalleryPerson Add(string name, byte[] crop, string source = "picture") =>
        Assert.IsType<SampleAddition.Added>(Gallery.Add(Painted.Name(name), [Sample(crop) with { Source = source }], Model, beyondLimit: true)).Person;

    public NewSample Sample(byte[] crop) => new(crop, FaceEmbedding.FromRaw(FakeBackend.Raw(crop, Model.Hash)), Painted.GoodQuality, "picture");

    /// <summary>Whom a picture is nearest to.</summary>
    public string? Nearest(byte[] crop) => Gallery.Index(Model).Find(Sample(crop).Embedding.Unit.Span).Best?.Id;

    /// <summary>Numbers of a person's samples or anchors, oldest first.</summary>
    public long[] Rows(string person, int kind = 0) => Gallery.Database.Read(connection =>
        connection.Rows(row => row.GetInt64(0), "SELECT id FROM samples WHERE person = $0 AND kind = $1 ORDER BY id", person, kind)).ToArray();

    /// <summary>Every byte of every file in the folder and below it.</summary>
    public IEnumerable<byte[]> Written() => Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Runs statements on the gallery.</summary>
    public int Do(string sql, params object[] values) => Gallery.Database.Read(connection => connection.Do(sql, values));

    public async ValueTask DisposeAsync()
    {
        if (Active.Exchange(null) is { } thread)
        {
            await thread.DisposeAsync();
        }

        Gallery.Dispose();
        SqliteConnection.ClearAllPools();
        Folder.Dispose();
    }
}
