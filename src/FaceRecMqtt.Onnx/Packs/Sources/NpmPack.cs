using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FaceRecMqtt.Onnx.Packs.Sources;

/// <summary>Fetches a package's tarball with <c>npm pack</c>; no script of the package is run.</summary>
/// <param name="time">Clock of the timeout.</param>
/// <param name="command">The program. Default npm.</param>
internal sealed partial class NpmPack(TimeProvider time, string command = "npm")
{
    private const string Cure = "look at the network, or fetch the files elsewhere and name their folder with --from";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Fetches the tarball.</summary>
    /// <param name="source">Package and hash.</param>
    /// <param name="folder">An empty folder for it; npm's cache goes there too.</param>
    /// <param name="stopping">Ends npm.</param>
    /// <returns>Path of the checked tarball.</returns>
    /// <exception cref="PackException">npm is missing, fails, takes too long, or brought something else.</exception>
    public async Task<string> FetchAsync(PackSource.Npm source, string folder, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        using var npm = Start(source, folder);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(either.Token);
            var errors = npm.StandardError.ReadToEndAsync(either.Token);
            await npm.WaitForExitAsync(either.Token);
            await output;
            if (npm.ExitCode != 0)
            {
                throw new PackException(PackFault.Unreachable, $"`npm pack {source.Package}` failed: {Tail(await errors)}; {Cure}");
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new PackException(PackFault.Unreachable, $"`npm pack {source.Package}` took longer than {Timeout.TotalMinutes} minutes; {Cure}");
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }

        var tarball = Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault()
            ?? throw new PackException(PackFault.Missing, $"`npm pack {source.Package}` left no tarball; {Cure}");
        FileHash.Check(tarball, Path.GetFileName(tarball), source.Sha512, sha256: null);
        return tarball;
    }

    private Process Start(PackSource.Npm source, string folder)
    {
        var start = new ProcessStartInfo(command, ["pack", "--ignore-scripts", "--loglevel", "error", "--no-update-notifier", "--cache", Path.Combine(folder, "cache"), "--", source.Package])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new PackException(
                PackFault.Unreachable, $"npm cannot be started ({fault.Message}); install it (Debian: apt-get install npm), or name a folder with the files: --from FOLDER", fault);
        }
    }

    private static string Tail(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.Contains("A complete log of this run", StringComparison.Ordinal));
        var text = Login().Replace(string.Join(" · ", lines.Take(3)), "//");
        return text.Length is 0 ? "no reason given" : text[..Math.Min(text.Length, 400)];
    }

    [GeneratedRegex("//[^/@\\s]+@")]
    private static partial Regex Login();
}
