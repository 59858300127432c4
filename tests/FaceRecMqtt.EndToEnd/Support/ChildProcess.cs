using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>A program started by a test: its output is kept, and it is gone when the test is.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 20_000;
    private const int TerminateSignal = 15;
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Everything it wrote, both channels.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public static ChildProcess Start(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Tests.Support.RepositoryRoot.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var child = new ChildProcess(name, new Process { StartInfo = start });
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for a line that holds a text.</summary>
    /// <exception cref="TimeoutException">It did not come; the message has the end of the output.</exception>
    public async Task<string> LineWithAsync(string text, TimeSpan timeout)
    {
        var deadline = Deadline.In(timeout);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                changed = _changed.Task;
            }

            if (!IsRunning || !await deadline.WaitAsync(changed))
            {
                throw new TimeoutException($"{Name} did not write '{text}'.\n{Tail()}");
            }
        }
    }

    /// <summary>The end of its output, for messages.</summary>
    public string Tail(int lines = 40)
    {
        lock (_gate)
        {
            var state = IsRunning ? "running" : $"ended with {_process.ExitCode}";
            return $"--- {Name} ({state}), its last lines:\n{string.Join('\n', _lines.TakeLast(lines))}";
        }
    }

    /// <summary>Asks it to end (SIGTERM) and waits; returns how long that took.</summary>
    /// <exception cref="TimeoutException">It went on.</exception>
    public async Task<TimeSpan> TerminateAsync(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        if (IsRunning)
        {
            _ = Signal(_process.Id, TerminateSignal);
        }

        await ExitAsync(timeout);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Waits for its end.</summary>
    public async Task ExitAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name} did not end in {timeout.TotalSeconds} s.\n{Tail()}");
        }
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (IsRunning)
        {
            _process.Kill(entireProcessTree: true);
        }

        await ExitAsync(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_lines.Count == LinesKept)
            {
                _lines.RemoveRange(0, LinesKept / 2);
            }

            _lines.Add(line);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
