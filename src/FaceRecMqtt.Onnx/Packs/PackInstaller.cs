using FaceRecMqtt.Onnx.Packs.Installing;
using FaceRecMqtt.Onnx.Packs.Sources;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Installs model packs into a data folder: whole or not at all.</summary>
/// <remarks>
/// A pack is put together beside the installed ones and changes places with the old one in a single step; a failed or killed installation
/// leaves the old one. One installation at a time per data folder.
/// </remarks>
public sealed class PackInstaller : IDisposable
{
    private readonly string _dataFolder;
    private readonly TimeProvider _time;
    private readonly SelfTestSeams? _selfTest;
    private readonly HttpClient _http;
    private readonly PublishedFiles _files;

    /// <summary>Makes an installer.</summary>
    /// <param name="dataFolder">The node's data folder; made where it is missing.</param>
    /// <param name="time">Clock of timeouts and of the record.</param>
    /// <param name="selfTest">Makes self-test references; null: packs are installed without.</param>
    public PackInstaller(string dataFolder, TimeProvider time, SelfTestSeams? selfTest = null)
        : this(dataFolder, time, selfTest, http: null, npm: "npm")
    {
    }

    /// <summary>Makes an installer with other sources.</summary>
    /// <param name="dataFolder">The node's data folder.</param>
    /// <param name="time">Clock.</param>
    /// <param name="selfTest">Makes self-test references; null for none.</param>
    /// <param name="http">Answers requests; taken over. Null: the network.</param>
    /// <param name="npm">The program that answers <c>npm pack</c>.</param>
    internal PackInstaller(string dataFolder, TimeProvider time, SelfTestSeams? selfTest, HttpMessageHandler? http, string npm)
    {
        (_dataFolder, _time, _selfTest) = (dataFolder, time, selfTest);
        _http = http is null ? new HttpClient() : new HttpClient(http);
        // Downloads have a timeout of their own that a slow line does not trip.
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _files = new PublishedFiles(new NpmPack(time, npm), new UrlDownload(_http, time));
    }

    /// <summary>Installs a pack; does nothing where it is installed, whole and up to date.</summary>
    /// <param name="nameOrFolder">A known name, or the path of a custom pack's folder.</param>
    /// <param name="request">How.</param>
    /// <param name="progress">Receives progress, on any thread.</param>
    /// <param name="stopping">Stops it; what was installed stays.</param>
    /// <exception cref="PackException">It cannot be installed; the message says why and what helps.</exception>
    public async Task<InstallResult> InstallAsync(
        string nameOrFolder, InstallRequest request, IProgress<InstallProgress>? progress = null, CancellationToken stopping = default)
    {
        var entry = PackCatalog.Find(nameOrFolder);
        if (Installed(entry) is { } installed)
        {
            return new(installed, WasThere: true, []);
        }

        if (entry.Manifest.NeedsAcceptance && !request.AcceptLicence)
        {
            throw new PackException(
                PackFault.Licence, $"the licence of {entry.CalledName} has to be accepted: {entry.Manifest.Licence}. If you may use it so, run {entry.FetchCommand}");
        }

        try
        {
            return await InstallAsync(entry, request, progress, stopping);
        }
        catch (Exception fault) when (FileBytes.IsDiskFault(fault))
        {
            throw new PackException(PackFault.Disk, $"{entry.CalledName} cannot be installed in {PackFolder.Root(_dataFolder)}: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<InstallResult> InstallAsync(PackEntry entry, InstallRequest request, IProgress<InstallProgress>? progress, CancellationToken stopping)
    {
        var places = new InstallPlaces(PackFolder.Root(_dataFolder), PackFolder.Of(_dataFolder, entry));
        FileBytes.CreateFolder(places.Root);
        using var alone = Lock(places.Root);
        FolderSwap.Recover(places.Root);
        if (Installed(entry) is { } meanwhile)
        {
            return new(meanwhile, WasThere: true, []);
        }

        places.Clear();
        try
        {
            await new Installation(entry, request, places, _files, _selfTest, _time).BuildAsync(progress, stopping);
            stopping.ThrowIfCancellationRequested();
            FolderSwap.Put(places.Staging, places.Target);
        }
        finally
        {
            places.Clear();
        }

        return new(PackStore.Open(_dataFolder, entry), WasThere: false, InstalledRecord.Read(places.Target)?.Notes ?? []);
    }

    private InstalledPack? Installed(PackEntry entry)
    {
        try
        {
            return PackStore.IsOutdated(_dataFolder, entry) ? null : PackStore.Open(_dataFolder, entry);
        }
        catch (PackException)
        {
            return null;
        }
    }

    private static FileStream Lock(string root)
    {
        try
        {
            return FileBytes.Create(Path.Combine(root, ".lock"));
        }
        catch (IOException fault)
        {
            throw new PackException(PackFault.Disk, $"another facerec installs models in {root} just now, or the folder cannot be written; try again when it is done ({fault.Message})", fault);
        }
    }
}
