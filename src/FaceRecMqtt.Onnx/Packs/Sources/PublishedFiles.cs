namespace FaceRecMqtt.Onnx.Packs.Sources;

/// <summary>Brings published files from wherever they are into a folder.</summary>
/// <param name="npm">For npm packages.</param>
/// <param name="download">For addresses.</param>
internal sealed class PublishedFiles(NpmPack npm, UrlDownload download)
{
    /// <summary>Fetches files from a source.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="files">What is wanted.</param>
    /// <param name="work">Folder for what is needed between; the caller removes it.</param>
    /// <param name="downloads">Folder that keeps broken downloads for the next try.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="PackException">They cannot be had.</exception>
    public async Task FetchAsync(
        PackSource source, IReadOnlyList<WantedFile> files, string work, string downloads, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        FileBytes.CreateFolder(work);
        switch (source)
        {
            case PackSource.Npm package:
                progress?.Report(new("fetching", package.Package));
                await ArchiveFiles.FromTarAsync(await npm.FetchAsync(package, work, stopping), files, stopping);
                break;
            case PackSource.Url url:
                FileBytes.CreateFolder(downloads);
                var partial = Path.Combine(downloads, FileHash.Sha512(System.Text.Encoding.UTF8.GetBytes(url.Address.AbsoluteUri))[..16]);
                await download.FetchAsync(url, partial, progress, stopping);
                if (url.Address.AbsolutePath.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                {
                    await ArchiveFiles.FromZipAsync(partial, files, stopping);
                }
                else
                {
                    await FileBytes.CopyAsync(partial, files[0].Target, stopping);
                }

                UrlDownload.Forget(partial);
                break;
        }
    }
}
