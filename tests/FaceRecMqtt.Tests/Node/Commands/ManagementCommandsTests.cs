using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Node.Commands.Managing;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Node.Commands;

/// <summary>The commands as they are called, over a gallery with a fake backend.</summary>
public sealed class ManagementCommandsTests : IAsyncLifetime
{
    private readonly Outbox _outbox = new(100, TimeProvider.System);
    private ServedGallery _served = null!;
    private Dictionary<string, CommandDefinition> _commands = null!;

    public async ValueTask InitializeAsync()
    {
        _served = await ServedGallery.StartAsync();
        CameraPublisher Publisher(string camera) => new(new NodeTopics("facerec", "edge"), camera, _outbox);
        var definitions = ManagementCommands.Of(
            _served.Gallery,
            _served.Active,
            new EnrolmentOptions(),
            new CameraSet(_ => throw new InvalidOperationException(), new CameraTurns(_served.Active), new CameraReports(), _served.Active),
            Publisher,
            _served.Folder.Path,
            _served.Time,
            NullLoggerFactory.Instance).Concat(PeopleCommands.Of(_served.Gallery)).ToArray();
        _ = new CommandTable(definitions);
        _commands = definitions.ToDictionary(definition => definition.Name);
    }

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData("people/merge", CommandGroup.Deletion)]
    [InlineData("people/erase", CommandGroup.Deletion)]
    [InlineData("samples/delete", CommandGroup.Deletion)]
    [InlineData("anchors/delete", CommandGroup.Deletion)]
    [InlineData("anchors/add", CommandGroup.Enroll)]
    [InlineData("people/import", CommandGroup.Enroll)]
    [InlineData("people/export", CommandGroup.Backup)]
    [InlineData("backup", CommandGroup.Backup)]
    [InlineData("restore", CommandGroup.Backup)]
    public void What_removes_adds_or_copies_people_needs_its_permission(string command, CommandGroup group) => Assert.Equal(group, _commands[command].Group);

    [Fact]
    public async Task People_list_shows_own_threshold_and_who_is_ignored()
    {
        _served.Add("Anna", Painted.Toward(1));
        await OkAsync("people/set", ("person", "anna"), ("threshold", 0.55), ("ignored", true));
        var anna = (await OkAsync("people/list"))["people"]![0]!;
        Assert.Equal((0.55, true, 1, 0), ((double)anna["threshold"]!, (bool)anna["ignored"]!, (int)anna["samples"]!, (int)anna["anchors"]!));
        Assert.Null((await OkAsync("people/set", ("person", "anna"), ("threshold", 0.0)))["threshold"]);
        await FailedAsync(CommandError.BadRequest, "people/set", ("person", "anna"), ("threshold", 0.1));
        await FailedAsync(CommandError.NotFound, "people/set", ("person", "carl"));
        var before = _served.Gallery.Roster["anna"];
        _served.Time.Advance(TimeSpan.FromMinutes(1));
        await OkAsync("people/set", ("person", "anna"));
        Assert.Equal(before, _served.Gallery.Roster["anna"]);
    }

    [Fact]
    public async Task Samples_are_listed_and_deleted_by_number()
    {
        _served.Add("Anna", Painted.Toward(1));
        _served.Add("Anna", Painted.Toward(1, 1));
        var samples = (await OkAsync("samples/list", ("person", "Anna")))["samples"]!.AsArray();
        Assert.Equal(["sample", "sample"], samples.Select(sample => (string)sample!["kind"]!));
        Assert.Equal(0.707, (double)samples[0]!["similarity"]!, 0.01);
        Assert.Equal(1, (int)(await OkAsync("samples/delete", ("sample", (long)samples[1]!["sample"]!)))["samples"]!);
        await FailedAsync(CommandError.BadRequest, "samples/delete", ("sample", (long)samples[0]!["sample"]!));
        await FailedAsync(CommandError.NotFound, "samples/delete", ("sample", 99L));
        await FailedAsync(CommandError.NotFound, "samples/list", ("person", "carl"));
    }

    [Fact]
    public async Task Anchors_are_added_and_deleted()
    {
        _served.Add("Anna", Painted.Toward(1));
        _served.Add("Bea", Painted.Toward(0.8f, 0.6f));
        var added = await OkAsync("anchors/add", ("person", "anna"), ("sample", _served.Rows("bea")[0]));
        Assert.Equal(1, (int)added["anchors"]!);
        Assert.Equal(0, (int)(await OkAsync("anchors/delete", ("anchor", (long)added["added"]![0]!)))["anchors"]!);
        await FailedAsync(CommandError.BadRequest, "anchors/add", ("person", "anna"));
        await FailedAsync(CommandError.BadRequest, "anchors/add", ("person", "anna"), ("sample", 1L), ("unknown_id", "u"));
        await FailedAsync(CommandError.NotFound, "anchors/add", ("person", "anna"), ("unknown_id", "u"));
        await FailedAsync(CommandError.BadRequest, "anchors/add", ("person", "anna"), ("image", new byte[] { 1, 2, 3 }));
    }

    [Fact]
    public async Task People_are_merged_exported_erased_and_imported_no_more()
    {
        _served.Add("Anna", Painted.Toward(1));
        _served.Add("Anna Two", Painted.Toward(1, 1));
        Assert.Equal(1, (int)(await OkAsync("people/merge", ("from", "anna-two"), ("into", "anna")))["moved"]!);
        await FailedAsync(CommandError.BadRequest, "people/merge", ("from", "anna"), ("into", "ANNA"));
        Assert.Equal("exports/all.zip", (string)(await OkAsync("people/export", ("file", "all")))["file"]!);
        await FailedAsync(CommandError.Exists, "people/export", ("file", "all"));
        await FailedAsync(CommandError.BadRequest, "people/export", ("file", "../all"));
        await FailedAsync(CommandError.Exists, "people/import", ("file", "all"));
        Assert.Equal("exports/all.zip", (string)(await OkAsync("people/erase", ("person", "anna")))["cleaned"]![0]!);
        await FailedAsync(CommandError.NotFound, "people/import", ("file", "all"));
        await FailedAsync(CommandError.NotFound, "people/erase", ("person", "anna"));
        Assert.Empty((await OkAsync("people/list"))["people"]!.AsArray());
    }

    [Fact]
    public async Task An_erasure_that_a_file_withstands_says_so()
    {
        _served.Add("Anna", Painted.Toward(1));
        Directory.CreateDirectory(_served.Folder.File("exports"));
        await File.WriteAllTextAsync(_served.Folder.File("exports/odd.zip"), "no zip", TestContext.Current.CancellationToken);
        Assert.Contains("exports/odd.zip", (await FailedAsync(CommandError.Internal, "people/erase", ("person", "anna"))).Message, StringComparison.Ordinal);
        Assert.Empty(_served.Gallery.People());
    }

    [Fact]
    public async Task A_gallery_is_backed_up_and_restored()
    {
        _served.Add("Anna", Painted.Toward(1));
        Assert.Equal(1, (int)(await OkAsync("backup", ("file", "one")))["people"]!);
        _served.Gallery.Delete("anna");
        var restored = await OkAsync("restore", ("file", "one.db"));
        Assert.Equal((1, 0), ((int)restored["people"]!, (int)restored["embedded"]!));
        Assert.StartsWith("backups/before-restore-", (string)restored["replaced"]!, StringComparison.Ordinal);
        await FailedAsync(CommandError.NotFound, "restore", ("file", "two"));
    }

    [Fact]
    public async Task Limits_are_proposed_only_and_hold_once_applied_until_reset()
    {
        var own = (Threshold: _served.Model.Threshold, Margin: _served.Model.Margin);
        await FailedAsync(CommandError.BadRequest, "calibrate", ("apply", true));
        Assert.Contains("Too few", (string)(await OkAsync("calibrate"))["text"]!, StringComparison.Ordinal);
        for (var person = 0; person < 10; person++)
        {
            var direction = new float[12];
            direction[person] = 1;
            for (var sample = 0; sample < 3; sample++)
            {
                direction[11] = 0.1f * sample;
                _served.Add($"P{person}", Painted.Toward(direction));
            }
        }

        var proposed = await OkAsync("calibrate");
        Assert.Equal((own.Threshold, own.Margin), (_served.Gallery.Index(_served.Model).Threshold, _served.Gallery.Index(_served.Model).Margin));
        Assert.Equal((10, 30, 270, "model"), ((int)proposed["people"]!, (int)proposed["genuine"]!, (int)proposed["impostor"]!, (string)proposed["set_by"]!));
        var applied = await OkAsync("calibrate", ("apply", true));
        Assert.Equal(((double)proposed["proposed_threshold"]!, "calibration"), ((double)applied["threshold"]!, (string)applied["set_by"]!));
        Assert.Equal((float)(double)proposed["proposed_threshold"]!, _served.Gallery.Index(_served.Model).Threshold, 1e-6f);
        Assert.Equal(own.Threshold, (float)(double)(await OkAsync("calibrate", ("reset", true)))["threshold"]!, 1e-6f);
        await FailedAsync(CommandError.BadRequest, "calibrate", ("reset", true), ("apply", true));
    }

    private async Task<JsonObject> OkAsync(string command, params (string, object)[] arguments)
    {
        var reply = await CallAsync(command, arguments);
        Assert.True(reply.Error is null, reply.Message);
        return reply.Data;
    }

    private async Task<CommandReply> FailedAsync(CommandError error, string command, params (string, object)[] arguments)
    {
        var reply = await CallAsync(command, arguments);
        Assert.Equal(error, reply.Error);
        Assert.DoesNotContain(_served.Folder.Path, reply.Message, StringComparison.Ordinal);
        return reply;
    }

    private Task<CommandReply> CallAsync(string command, (string Name, object Value)[] arguments) => _commands[command].Run(
        new CommandCall(command, arguments.ToDictionary(argument => argument.Name, argument => argument.Value)), TestContext.Current.CancellationToken);
}
