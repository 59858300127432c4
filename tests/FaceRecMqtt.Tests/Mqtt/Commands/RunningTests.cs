using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

public sealed class RunningTests
{
    [Fact]
    public async Task A_command_that_does_not_end_is_answered_with_timeout_even_if_it_does_not_look_at_its_token()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var never = new ManualResetEventSlim();
        await using var commander = new Commander(
        [
            new CommandDefinition("block", "", (_, _) =>
            {
                started.SetResult();
                never.Wait(CancellationToken.None);
                return Task.FromResult(CommandReply.Ok());
            }) { Timeout = TimeSpan.FromSeconds(5) },
            Commander.Echo("ping"),
        ]);
        commander.Send("block");
        await started.Task;
        commander.Time.Advance(TimeSpan.FromSeconds(5));
        var reply = Commander.Json(await commander.NextAsync());
        Assert.Equal("timeout", Commander.Code(reply));
        Assert.Contains("5 s", reply["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(await commander.CodeAsync("ping"));
        never.Set();
    }

    [Fact]
    public async Task A_fault_becomes_internal_and_is_told_to_the_log_only()
    {
        await using var commander = new Commander(
        [
            new CommandDefinition("throw", "", (_, _) => throw new InvalidOperationException("key=4711")),
            new CommandDefinition("fault", "", async (_, _) =>
            {
                await Task.Yield();
                throw new OperationCanceledException("not ours");
            }),
        ]);
        foreach (var name in (string[])["throw", "fault"])
        {
            var reply = await commander.AskAsync(name);
            Assert.Equal("internal", Commander.Code(reply));
            Assert.DoesNotContain("4711", reply.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Equal(2, commander.Logs.GetSnapshot().Count(line => line.Exception is not null));
    }

    [Fact]
    public async Task A_reply_that_cannot_be_written_becomes_internal_and_the_next_command_runs()
    {
        await using var commander = new Commander(
        [
            new CommandDefinition("nan", "", (_, _) => Task.FromResult(CommandReply.Ok(new JsonObject { ["similarity"] = double.NaN }))),
            Commander.Echo("ping"),
        ]);
        Assert.Equal("internal", await commander.CodeAsync("nan"));
        Assert.Null(await commander.CodeAsync("ping"));
        Assert.Single(commander.Logs.GetSnapshot(), line => line.Exception is not null);
    }

    [Fact]
    public async Task The_log_says_which_arguments_a_command_had_and_not_what_people_typed()
    {
        await using var commander = new Commander(
        [
            new CommandDefinition("rename", "", (_, _) => Task.FromResult(CommandReply.Failed(CommandError.NotFound, "Nobody is called Anna.")))
            {
                Changes = true,
                Arguments = [new("person", ArgumentKind.Text, "")],
            },
        ]);
        commander.Send("rename", """{"person":"Anna"}""");
        Assert.Equal("not_found", Commander.Code(Commander.Json(await commander.NextAsync())));
        // The line is written after the reply.
        await commander.StopAsync();
        var line = Assert.Single(commander.Logs.GetSnapshot(), line => line.Id == 3030);
        Assert.Contains("rename (person): NotFound", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_stop_what_runs_and_what_waits_is_answered_with_cancelled_and_so_is_what_comes_later()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var commander = new Commander(
        [
            new CommandDefinition("wait", "", async (_, token) =>
            {
                started.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
                return CommandReply.Ok();
            }),
            Commander.Echo("ping"),
        ]);
        commander.Send("wait");
        await started.Task;
        commander.Send("ping", """{"transaction":1}""");
        commander.Send("ping", """{"transaction":2}""");
        await commander.StopAsync();
        commander.Send("ping", """{"transaction":3}""");
        var replies = commander.Outbox.Drain();
        Assert.Equal(4, replies.Count);
        Assert.All(replies, reply => Assert.Equal("cancelled", Commander.Code(Commander.Json(reply))));
        Assert.Equal(0, commander.Pending);
    }

    [Fact]
    public async Task A_full_line_is_busy_and_a_long_command_does_not_hold_up_quick_ones()
    {
        var go = new TaskCompletionSource();
        await using var commander = new Commander(
        [
            new CommandDefinition("long", "", async (_, token) =>
            {
                await go.Task.WaitAsync(token);
                return CommandReply.Ok();
            }) { TakesTime = true },
            Commander.Echo("ping"),
        ]);
        var codes = new List<string?>();
        // Four run, 32 wait; while the four start up to four more may find place.
        for (var at = 0; at < 60; at++)
        {
            commander.Send("long");
        }

        Assert.Null(await AnswersUntilPingAsync());
        go.SetResult();
        while (codes.Count < 60)
        {
            codes.Add(Commander.Code(Commander.Json(await commander.NextAsync())));
        }

        Assert.InRange(codes.Count(code => code == "busy"), 60 - 36, 60 - 32);
        Assert.InRange(codes.Count(code => code is null), 32, 36);

        async Task<string?> AnswersUntilPingAsync()
        {
            commander.Send("ping");
            while (true)
            {
                var reply = await commander.NextAsync();
                var code = Commander.Code(Commander.Json(reply));
                if (reply.Topic.EndsWith("/ping", StringComparison.Ordinal))
                {
                    return code;
                }

                codes.Add(code);
            }
        }
    }

    [Fact]
    public async Task Payloads_that_wait_may_hold_a_bounded_amount_of_memory()
    {
        var go = new TaskCompletionSource();
        await using var commander = new Commander(
        [
            Commander.Echo("enroll", new CommandArgument("name", ArgumentKind.Text, ""), new CommandArgument("image", ArgumentKind.Bytes, "")) with
            {
                PathArgument = "name",
                BytesArgument = "image",
                Run = async (_, token) =>
                {
                    await go.Task.WaitAsync(token);
                    return CommandReply.Ok();
                },
            },
        ]);
        for (var at = 0; at < 8; at++)
        {
            commander.Send("enroll/a", new byte[Commander.Limit]);
        }

        var refused = new[] { await commander.NextAsync(), await commander.NextAsync(), await commander.NextAsync(), await commander.NextAsync() };
        Assert.All(refused, reply => Assert.Equal("busy", Commander.Code(Commander.Json(reply))));
        go.SetResult();
        for (var at = 0; at < 4; at++)
        {
            Assert.Null(Commander.Code(Commander.Json(await commander.NextAsync())));
        }
    }

    [Fact]
    public async Task Quick_commands_run_one_after_another_in_the_order_they_came()
    {
        var order = new ConcurrentQueue<long>();
        var running = 0;
        await using var commander = new Commander(
        [
            new CommandDefinition("add", "", async (call, _) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                order.Enqueue(call.WholeNumber("n")!.Value);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return CommandReply.Ok();
            }) { Arguments = [new("n", ArgumentKind.WholeNumber, "")] },
        ]);
        for (var n = 0; n < 200; n++)
        {
            commander.Send("add", $$"""{"n":{{n}}}""");
            if (n % 20 == 19)
            {
                for (var at = 0; at < 20; at++)
                {
                    Assert.Null(Commander.Code(Commander.Json(await commander.NextAsync())));
                }
            }
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(n => (long)n), order);
    }

    [Fact]
    public async Task Each_of_many_concurrent_commands_gets_one_final_reply_after_its_progress()
    {
        await using var commander = new Commander(
        [
            new CommandDefinition("work", "", async (call, _) =>
            {
                call.Progress(1, 2);
                await Task.Yield();
                Parallel.For(0, 4, _ => call.Progress(2, 2));
                return CommandReply.Ok(new JsonObject { ["n"] = call.WholeNumber("n") });
            }) { TakesTime = true, Arguments = [new("n", ArgumentKind.WholeNumber, "")] },
        ]);
        const int Commands = 300;
        var finals = new HashSet<int>();
        var next = 0;
        while (finals.Count < Commands)
        {
            for (; next < Commands && commander.Pending < 30; next++)
            {
                commander.Send("work", $$"""{"n":{{next}},"transaction":{{next}}}""");
            }

            var reply = Commander.Json(await commander.NextAsync());
            var transaction = reply["transaction"]!.GetValue<int>();
            switch (reply["status"]!.GetValue<string>())
            {
                case "progress":
                    Assert.DoesNotContain(transaction, finals);
                    Assert.Equal(2, reply["data"]!["of"]!.GetValue<int>());
                    break;
                default:
                    Assert.Equal(transaction, reply["data"]!["n"]!.GetValue<int>());
                    Assert.True(finals.Add(transaction));
                    break;
            }
        }

    }
}
