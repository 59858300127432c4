using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Onnx.Packs;

public sealed class UrlSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _zip = Zip();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Archive_is_downloaded_and_files_are_found_in_any_of_its_folders()
    {
        using var server = new Server(_zip);
        var seen = new List<InstallProgress>();
        var result = await Install(server, progress: new Seen(seen));
        Assert.False(result.WasThere);
        Assert.Contains(seen, step => step is { Step: "fetching", File: "tiny.zip" } && step.Done == _zip.Length && step.Total == _zip.Length);
        Assert.Empty(Directory.GetFiles(_folder.File("data/models/.downloads")));
    }

    [Fact]
    public async Task Broken_download_goes_on_where_it_stopped()
    {
        using var server = new Server(_zip) { BreakAfter = 500 };
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(server));
        Assert.Equal(PackFault.Unreachable, fault.Fault);
        Assert.Contains("it goes on where it stopped", fault.Message, StringComparison.Ordinal);
        server.BreakAfter = null;
        _ = await Install(server);
        Assert.Equal(new RangeHeaderValue(500, null), server.Requests[^1].Range);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task File_that_changed_meanwhile_is_downloaded_from_its_beginning()
    {
        using var server = new Server(_zip) { BreakAfter = 500 };
        await Assert.ThrowsAsync<PackException>(() => Install(server));
        (server.BreakAfter, server.Tag) = (null, "\"other\"");
        Assert.False((await Install(server)).WasThere);
    }

    [Fact]
    public async Task Archive_with_another_hash_is_refused_and_forgotten()
    {
        using var server = new Server([.. _zip, 0]);
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(server));
        Assert.StartsWith("tiny.zip: hash differs", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("data/models/.downloads")));
    }

    [Fact]
    public async Task More_than_the_manifest_allows_is_not_read()
    {
        using var server = new Server(_zip);
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(server, source => source["max_bytes"] = 600));
        Assert.Contains("sends more than the 600 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_of_the_server_is_told_with_its_code()
    {
        using var server = new Server(_zip) { Status = HttpStatusCode.NotFound };
        Assert.Contains("the server answered 404", (await Assert.ThrowsAsync<PackException>(() => Install(server))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_falls_silent_is_given_up()
    {
        var time = new FakeTimeProvider();
        using var server = new Server(_zip) { IsSilent = true };
        var install = Install(server, time: time);
        await server.Asked;
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains("no data for 60 s", (await Assert.ThrowsAsync<PackException>(() => install)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_without_any_hash_are_trusted_only_when_accepted_and_then_demanded()
    {
        using var server = new Server(_zip);
        static void NoHash(JsonObject source) => source.Remove("sha256");
        Assert.Equal(PackFault.Licence, (await Assert.ThrowsAsync<PackException>(() => Install(server, NoHash, stateFiles: false))).Fault);
        var result = await Install(server, NoHash, stateFiles: false, accept: true);
        Assert.Contains($"recogniser.onnx: the manifest states no hash; its SHA-512 was noted and is demanded from now on: {FileHash.Sha512(TinyModel.Recogniser())}", result.Notes);

        File.Delete(result.Pack.PathOf("recogniser.onnx"));
        Directory.Delete(Path.Combine(result.Pack.Folder, "published"), recursive: true);
        using var other = new Server(Zip(seed: 2));
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(other, NoHash, stateFiles: false, accept: true));
        Assert.StartsWith("recogniser.onnx: hash differs", fault.Message, StringComparison.Ordinal);
    }

    private async Task<InstallResult> Install(
        Server server,
        Action<JsonObject>? change = null,
        TimeProvider? time = null,
        IProgress<InstallProgress>? progress = null,
        bool stateFiles = true,
        bool accept = false)
    {
        var source = TinyPack.Write(_folder.File("mine"), models: false, change: manifest =>
        {
            var from = new JsonObject { ["url"] = "https://example.org/releases/tiny.zip", ["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(_zip)) };
            change?.Invoke(from);
            manifest["source"] = from;
            if (stateFiles)
            {
                manifest["files"]![0]!["sha512"] = FileHash.Sha512(TinyModel.Detector());
                manifest["files"]![1]!["sha512"] = FileHash.Sha512(TinyModel.Recogniser());
            }
        });
        using var installer = new PackInstaller(_folder.File("data"), time ?? TimeProvider.System, null, server, "npm");
        return await installer.InstallAsync(source, new InstallRequest(accept), progress, TestContext.Current.CancellationToken);
    }

    private static byte[] Zip(int seed = 1)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in ((string, byte[])[])[("tiny/detector.onnx", TinyModel.Detector()), ("recogniser.onnx", TinyModel.Recogniser(seed))])
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }

    private sealed class Seen(List<InstallProgress> seen) : IProgress<InstallProgress>
    {
        public void Report(InstallProgress value) => seen.Add(value);
    }

    /// <summary>A server of one file, in memory.</summary>
    private sealed class Server(byte[] file) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new();

        public List<HttpRequestHeaders> Requests { get; } = [];

        public Task Asked => _asked.Task;

        public string Tag { get; set; } = "\"first\"";

        public int? BreakAfter { get; set; }

        public bool IsSilent { get; init; }

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request.Headers);
            _asked.TrySetResult();
            if (IsSilent)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var from = request.Headers.IfRange?.EntityTag?.Tag == Tag ? (int)request.Headers.Range!.Ranges.Single().From!.Value : 0;
            var response = new HttpResponseMessage(from > 0 ? HttpStatusCode.PartialContent : Status) { Content = new StreamContent(new Breaking(file[from..], BreakAfter)) };
            response.Content.Headers.ContentLength = file.Length - from;
            response.Content.Headers.ContentRange = from > 0 ? new ContentRangeHeaderValue(from, file.Length - 1, file.Length) : null;
            response.Headers.ETag = new EntityTagHeaderValue(Tag);
            return response;
        }
    }

    /// <summary>A stream that breaks like a lost connection.</summary>
    private sealed class Breaking(byte[] bytes, int? after) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var left = (after ?? int.MaxValue) - (int)Position;
            return left <= 0 ? throw new HttpIOException(HttpRequestError.ResponseEnded) : base.ReadAsync(buffer[..Math.Min(buffer.Length, left)], cancellationToken);
        }
    }
}
