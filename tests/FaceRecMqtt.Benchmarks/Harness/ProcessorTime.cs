using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.Benchmarks.Harness;

/// <summary>Processor time (user and system) of a program, from its start to its end.</summary>
internal static partial class ProcessorTime
{
    private const int Children = -1;

    /// <summary>Runs a program to its end; no other child of this process may end meanwhile.</summary>
    /// <returns>Processor time, s.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<double> OfAsync(string program, params string[] arguments)
    {
        var before = OfEndedChildren();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? OfEndedChildren() - before
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
    }

    private static double OfEndedChildren()
    {
        if (getrusage(Children, out var usage) != 0)
        {
            throw new InvalidOperationException("The system does not tell processor times.");
        }

        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [LibraryImport("libc")]
    private static partial int getrusage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Usage
    {
        public nint UserSeconds;
        public nint UserMicroseconds;
        public nint SystemSeconds;
        public nint SystemMicroseconds;
        private fixed long _rest[14];
    }
}
