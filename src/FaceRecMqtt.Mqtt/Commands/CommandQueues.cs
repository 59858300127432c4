using System.Threading.Channels;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Commands that wait to be run: quick ones in one line, long ones in another. A full line refuses (busy).</summary>
/// <param name="weightLimit">Bytes all waiting and running commands may hold; one command is always let in.</param>
internal sealed class CommandQueues(long weightLimit)
{
    private const int MostWaiting = 32;

    private long _weight;
    private int _waiting;

    public Channel<PendingCommand> Quick { get; } = Channel.CreateBounded<PendingCommand>(MostWaiting);

    public Channel<PendingCommand> Lengthy { get; } = Channel.CreateBounded<PendingCommand>(MostWaiting);

    /// <summary>Commands that wait or run.</summary>
    public int Count => Volatile.Read(ref _waiting);

    /// <summary>Whether the program stops.</summary>
    public bool IsClosed { get; private set; }

    public bool TryAdd(PendingCommand command)
    {
        var line = command.Definition!.TakesTime ? Lengthy : Quick;
        var weight = Interlocked.Add(ref _weight, command.Weight);
        Interlocked.Increment(ref _waiting);
        if ((weight > weightLimit && weight > command.Weight) || !line.Writer.TryWrite(command))
        {
            Done(command);
            return false;
        }

        return true;
    }

    /// <summary>Nothing is let in any more: nobody is left to run it.</summary>
    public void Close()
    {
        IsClosed = true;
        Quick.Writer.TryComplete();
        Lengthy.Writer.TryComplete();
    }

    /// <summary>A command no longer waits or runs.</summary>
    public void Done(PendingCommand command)
    {
        Interlocked.Add(ref _weight, -command.Weight);
        Interlocked.Decrement(ref _waiting);
    }
}
