using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Faces.Frames;

/// <summary>The newest frame stays, the others are disposed and counted.</summary>
public sealed class FrameSlotTests : IDisposable
{
    private readonly FrameSlot _slot = new();

    [Fact]
    public void The_newest_frame_is_taken_once()
    {
        var frame = Small();
        _slot.Put(frame);
        Assert.True(_slot.HasFrame);
        Assert.Same(frame, _slot.Take());
        Assert.False(_slot.HasFrame);
        Assert.Null(_slot.Take());
        Assert.False(frame.IsReleased);
        Assert.Equal((1, 0), (_slot.Offered, _slot.Dropped));
    }

    [Fact]
    public void A_frame_that_was_replaced_is_disposed_and_counted()
    {
        MemoryFrame[] frames = [Small(), Small(), Small()];
        Array.ForEach(frames, _slot.Put);
        Assert.Equal([true, true, false], frames.Select(frame => frame.IsReleased));
        Assert.Equal((3, 2), (_slot.Offered, _slot.Dropped));
        Assert.Same(frames[2], _slot.Take());
    }

    [Fact]
    public void Disposal_disposes_the_frame_that_waits_and_only_that()
    {
        var (taken, waiting) = (Small(), Small());
        _slot.Put(taken);
        _slot.Take();
        _slot.Put(waiting);
        _slot.Dispose();
        Assert.True(waiting.IsReleased);
        Assert.False(taken.IsReleased);
        Assert.Equal(0, _slot.Dropped);
        _slot.Dispose();
    }

    [Fact]
    public void An_arrival_is_told_when_the_frame_can_be_taken()
    {
        Frame? seen = null;
        _slot.Arrived = () => seen = _slot.Take();
        var frame = Small();
        _slot.Put(frame);
        Assert.Same(frame, seen);
    }

    [Fact]
    public async Task Every_frame_is_either_taken_or_dropped_whatever_the_threads_do()
    {
        const int Frames = 20_000;
        var taken = 0;
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                TakeOne(ref taken);
            }
        });
        await Task.Run(() =>
        {
            for (var i = 0; i < Frames; i++)
            {
                _slot.Put(Small());
            }
        });
        await stop.CancelAsync();
        await reader;
        TakeOne(ref taken);
        Assert.Equal(Frames, _slot.Offered);
        Assert.Equal(Frames, taken + _slot.Dropped);
    }

    public void Dispose() => _slot.Dispose();

    private void TakeOne(ref int taken)
    {
        if (_slot.Take() is MemoryFrame frame)
        {
            Assert.False(frame.IsReleased);
            frame.Dispose();
            taken++;
        }
    }

    private static MemoryFrame Small() => new(new byte[12], 2, 2);
}
