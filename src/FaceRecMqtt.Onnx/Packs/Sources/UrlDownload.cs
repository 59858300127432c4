using System.Net;
using System.Net.Http.Headers;

namespace FaceRecMqtt.Onnx.Packs.Sources;

/// <summary>Downloads one file; a broken download goes on where it stopped.</summary>
/// <param name="http">Client; owned by the caller.</param>
/// <param name="time">Clock of the timeouts.</param>
internal sealed class UrlDownload(HttpClient http, TimeProvider time)
{
    private const int BufferBytes = 128 * 1024;

    // A stalled connection is given up; a slow one may take as long as it needs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Downloads into a file and checks it.</summary>
    /// <param name="source">Address, hashes, limit.</param>
    /// <param name="partial">Where it grows; what is there already is kept when the server says that it still is the same file.</param>
    /// <param name="progress">Receives bytes done and in all.</param>
    /// <param name="stopping">Ends the download; what came stays for the next try.</param>
    /// <exception cref="PackException">The server cannot be reached, refuses, sends too much or something else.</exception>
    public async Task FetchAsync(PackSource.Url source, string partial, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            using var response = await AskAsync(source, partial, either.Token);
            await CopyAsync(source, response, partial, progress, deadline, either.Token);
        }
        catch (OperationCanceledException fault) when (!stopping.IsCancellationRequested)
        {
            throw Unreachable(source, $"no data for {Patience.TotalSeconds:0} s", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or HttpIOException)
        {
            throw Unreachable(source, fault.Message, fault);
        }

        try
        {
            FileHash.Check(partial, source.Address.Segments[^1], source.Sha512, source.Sha256);
        }
        catch (PackException)
        {
            Forget(partial);
            throw;
        }
    }

    /// <summary>Removes what a download left.</summary>
    public static void Forget(string partial)
    {
        File.Delete(partial);
        File.Delete(TagOf(partial));
    }

    private static string TagOf(string partial) => partial + ".etag";

    private async Task<HttpResponseMessage> AskAsync(PackSource.Url source, string partial, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, source.Address);
        var have = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        if (have > 0 && File.Exists(TagOf(partial)) && EntityTagHeaderValue.TryParse(await File.ReadAllTextAsync(TagOf(partial), stopping), out var tag))
        {
            // Without the tag a changed file would be joined to the old one's beginning.
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
        var isRest = response.StatusCode is HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (!isRest && response.StatusCode is not HttpStatusCode.OK)
        {
            var code = (int)response.StatusCode;
            response.Dispose();
            Forget(partial);
            throw Unreachable(source, $"the server answered {code}");
        }

        if (!isRest)
        {
            Forget(partial);
            if (response.Headers.ETag is { IsWeak: false } strong)
            {
                FileBytes.Write(TagOf(partial), System.Text.Encoding.ASCII.GetBytes(strong.ToString()));
            }
        }

        return response;
    }

    private static async Task CopyAsync(
        PackSource.Url source, HttpResponseMessage response, string partial, IProgress<InstallProgress>? progress, CancellationTokenSource deadline, CancellationToken stopping)
    {
        await using var target = FileBytes.Append(partial);
        var done = target.Length;
        var total = done + response.Content.Headers.ContentLength;
        await using var data = await response.Content.ReadAsStreamAsync(stopping);
        var buffer = new byte[BufferBytes];
        while (await data.ReadAsync(buffer, stopping) is > 0 and var count)
        {
            done += count;
            if (done > source.MaxBytes)
            {
                throw new PackException(PackFault.Refused, $"{source.Address} sends more than the {source.MaxBytes} bytes that the manifest allows");
            }

            await target.WriteAsync(buffer.AsMemory(0, count), stopping);
            deadline.CancelAfter(Patience);
            progress?.Report(new("fetching", source.Address.Segments[^1], done, total));
        }
    }

    private static PackException Unreachable(PackSource.Url source, string what, Exception? fault = null) => new(
        PackFault.Unreachable,
        $"{source.Address} cannot be fetched: {what}; try again (it goes on where it stopped), or name a folder with the files: --from FOLDER",
        fault);
}
