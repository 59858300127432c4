using System.Net;
using System.Net.Sockets;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>Stands between the node and its broker, so that a test can cut the line, or keep it up and let nothing through.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _ends = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private TaskCompletionSource _flowing = Done();
    private bool _isCut;

    /// <summary>A relay to a port of the loopback.</summary>
    public TcpRelay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Closes all connections and every new one at once.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            _ends.ForEach(end => end.Dispose());
            _ends.Clear();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            _isCut = false;
            _flowing.TrySetResult();
        }
    }

    /// <summary>Leaves connections open and lets no byte through until <see cref="Mend"/>.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Cut();
        Mend();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var near = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _ = CarryAsync(near);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using (near)
        {
            try
            {
                near.NoDelay = true;
                if (!Keep(near, far))
                {
                    return;
                }

                await far.ConnectAsync(IPAddress.Loopback, _target);
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The line is cut: both ends are closed on the way out.
            }
        }
    }

    private bool Keep(params TcpClient[] ends)
    {
        lock (_gate)
        {
            if (_isCut)
            {
                return false;
            }

            _ends.AddRange(ends);
            return true;
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16384];
        while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
        {
            Task flowing;
            lock (_gate)
            {
                flowing = _flowing.Task;
            }

            await flowing;
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
