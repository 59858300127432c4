using System.Text;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Session;

public sealed class OutboxTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(5, _time);

    [Fact]
    public void Of_a_state_the_latest_is_kept_and_sent_once()
    {
        Post("a", "1");
        Post("b", "1");
        Post("a", "2");
        Assert.Equal(["a 2", "b 1"], Said());
        Assert.Empty(Said());
        Post("a", "2");
        Assert.Equal(["a 2"], Said());
    }

    [Fact]
    public void Events_are_kept_in_order_up_to_the_limit_then_the_oldest_go_and_are_counted()
    {
        for (var at = 1; at <= 8; at++)
        {
            Post("e", $"{at}", MessageKind.Event);
        }

        Assert.Equal((5, 3L), (_outbox.Counts.Events, _outbox.Counts.DroppedEvents));
        Assert.Equal(["e 4", "e 5", "e 6", "e 7", "e 8"], Said());
    }

    [Fact]
    public void Of_droppable_messages_64_are_kept()
    {
        for (var at = 1; at <= 100; at++)
        {
            Post("d", $"{at}", MessageKind.Droppable);
        }

        Assert.Equal((64, 36L, 0L), (_outbox.Counts.Droppable, _outbox.Counts.DroppedOther, _outbox.Counts.DroppedEvents));
        Assert.Equal("d 37", Said()[0]);
    }

    [Fact]
    public void States_go_first_and_the_rest_in_the_order_it_came()
    {
        Post("r", "progress 1", MessageKind.Droppable);
        Post("e", "event", MessageKind.Event);
        Post("r", "progress 2", MessageKind.Droppable);
        Post("r", "final", MessageKind.Event);
        Post("s", "state");
        Assert.Equal(["s state", "r progress 1", "e event", "r progress 2", "r final"], Said());
    }

    [Fact]
    public void What_was_not_acknowledged_comes_back_before_everything_newer()
    {
        foreach (var text in (string[])["1", "2", "3"])
        {
            Post("e", text, MessageKind.Event);
        }

        Post("s", "old");
        var taken = _outbox.TakeNow(16);
        Post("e", "4", MessageKind.Event);
        Post("s", "new");
        _outbox.Return(taken[1..], hungUp: true);
        _outbox.Return(taken[..1], hungUp: true);
        Assert.Equal(["s new", "e 1", "e 2", "e 3", "e 4"], Said());
    }

    [Fact]
    public void What_comes_back_to_a_full_outbox_is_the_oldest_and_dropped()
    {
        Post("e", "1", MessageKind.Event);
        var taken = _outbox.TakeNow(1);
        for (var at = 2; at <= 6; at++)
        {
            Post("e", $"{at}", MessageKind.Event);
        }

        _outbox.Return(taken, hungUp: true);
        Assert.Equal(1, _outbox.Counts.DroppedEvents);
        Assert.Equal(["e 2", "e 3", "e 4", "e 5", "e 6"], Said());
    }

    [Fact]
    public void An_event_at_which_the_broker_hangs_up_each_time_is_sent_alone_and_given_up_at_last()
    {
        Post("e", "good 1", MessageKind.Event);
        Post("e", "bad", MessageKind.Event);
        Post("e", "good 2", MessageKind.Event);
        var sent = new List<string>();
        var breaks = 0;
        while (_outbox.TakeNow(16) is { Count: > 0 } batch)
        {
            if (batch.Any(message => message.Text() == "bad"))
            {
                breaks++;
                _outbox.Return(batch, hungUp: true);
                continue;
            }

            sent.AddRange(batch.Select(message => message.Text()));
            batch.ForEach(_outbox.Acknowledged);
        }

        Assert.Equal(["good 1", "good 2"], sent);
        Assert.Equal((5, 1L, 0L), (breaks, _outbox.Counts.Refused, _outbox.Counts.DroppedEvents));
    }

    [Fact]
    public void A_state_at_which_the_broker_hangs_up_each_time_is_left_out_until_it_changes()
    {
        Post("state", "online", order: StateOrder.Online);
        Post("bad", "1");
        Post("good", "1");
        var breaks = 0;
        var sent = new List<string>();
        while (_outbox.TakeNow(16) is { Count: > 0 } batch)
        {
            if (batch.Any(message => message.Topic == "bad"))
            {
                breaks++;
                Assert.Equal(breaks == 5 ? ["bad"] : [], _outbox.Return(batch, hungUp: true));
                _outbox.ResendAll();
                continue;
            }

            sent.AddRange(batch.Select(message => message.Topic));
            batch.ForEach(_outbox.Acknowledged);
        }

        Assert.Equal((5, 1L), (breaks, _outbox.Counts.Refused));
        Assert.Contains("good", sent);
        _outbox.ResendAll();
        Assert.Equal(["state online", "good 1"], Said());
        Post("bad", "2");
        Assert.Equal(["bad 2"], Said());
    }

    [Fact]
    public void Online_is_never_left_out()
    {
        Post("state", "online", order: StateOrder.Online);
        for (var at = 0; at < 20; at++)
        {
            Assert.Empty(_outbox.Return(_outbox.TakeNow(16), hungUp: true));
        }

        Assert.Equal(["state online"], Said());
    }

    [Fact]
    public void A_silent_broker_costs_no_event_however_often()
    {
        Post("e", "1", MessageKind.Event);
        for (var at = 0; at < 50; at++)
        {
            Assert.Empty(_outbox.Return(_outbox.TakeNow(16), hungUp: false));
        }

        Assert.Equal(["e 1"], Said());
    }

    [Fact]
    public void At_a_connect_all_states_are_said_again_online_and_info_and_discovery_first()
    {
        Post("value", "1");
        Post("config", "1", order: StateOrder.Discovery);
        Post("info", "1", order: StateOrder.Info);
        Post("state", "online", order: StateOrder.Online);
        Post("value2", "1");
        Said();
        _outbox.ResendAll();
        Assert.Equal(["state online", "info 1", "config 1", "value 1", "value2 1"], Said());
    }

    [Fact]
    public void The_order_at_a_connect_survives_removals()
    {
        foreach (var topic in (string[])["a", "b", "c", "d"])
        {
            Post(topic, "1");
        }

        _outbox.Clear("b");
        Said();
        Post("e", "1");
        Said();
        _outbox.ResendAll();
        Assert.Equal(["a 1", "c 1", "d 1", "e 1"], Said());
    }

    [Fact]
    public void A_cleared_state_is_cleared_at_the_broker_once()
    {
        Post("a", "1");
        Said();
        _outbox.Clear("a");
        var clearing = Assert.Single(_outbox.TakeNow(16));
        Assert.True(clearing.Retain && clearing.Payload.IsEmpty);
        _outbox.Return([clearing], hungUp: true);
        Assert.Equal(["a "], Said());
        _outbox.ResendAll();
        Assert.Empty(Said());
        _outbox.Resend("a");
        Assert.Empty(Said());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_newer_state_is_not_erased_by_an_older_clearing(bool wasUnderWay)
    {
        Post("a", "1");
        Said();
        _outbox.Clear("a");
        var underWay = wasUnderWay ? _outbox.TakeNow(16) : [];
        Post("a", "2");
        underWay.ForEach(_outbox.Acknowledged);
        Assert.Equal(["a 2"], Said());
        _outbox.ResendAll();
        Assert.Equal(["a 2"], Said());
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_a_message_and_by_the_end_of_a_spacing()
    {
        var first = _outbox.TakeAsync(16, CancellationToken.None);
        Assert.False(first.IsCompleted);
        _outbox.Post(new OutgoingMessage("a", "1"u8.ToArray(), MessageKind.State) { Spacing = TimeSpan.FromSeconds(2) });
        Assert.Equal("1", Assert.Single(await first.WaitAsync(TimeSpan.FromSeconds(10))).Text());
        _outbox.Post(new OutgoingMessage("a", "2"u8.ToArray(), MessageKind.State) { Spacing = TimeSpan.FromSeconds(2) });
        var second = _outbox.TakeAsync(16, CancellationToken.None);
        Post("b", "1");
        Assert.Equal("b", Assert.Single(await second.WaitAsync(TimeSpan.FromSeconds(10))).Topic);
        SynchronizationContext.SetSynchronizationContext(null);
        var third = _outbox.TakeAsync(16, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("2", Assert.Single(await third.WaitAsync(TimeSpan.FromSeconds(10))).Text());
    }

    [Fact]
    public async Task Whoever_waits_can_be_stopped()
    {
        using var stopping = new CancellationTokenSource();
        var taking = _outbox.TakeAsync(16, stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    [Fact]
    public void An_outbox_for_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Outbox(0, _time));

    private void Post(string topic, string text, MessageKind kind = MessageKind.State, StateOrder order = StateOrder.Values) =>
        _outbox.Post(new OutgoingMessage(topic, Encoding.UTF8.GetBytes(text), kind) { Order = order });

    private List<string> Said() => [.. _outbox.Drain().Select(message => $"{message.Topic} {message.Text()}")];
}
