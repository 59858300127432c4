using System.Text.Json.Nodes;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Mqtt.Commands;
using FaceRecMqtt.Tests.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Recognition.Unknowns;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Node.Commands;

/// <summary>The commands about unknown people, from payload to reply.</summary>
public sealed class UnknownsCommandsTests : IAsyncLifetime
{
    private readonly UnknownStage _stage = new();
    private Commander _commander = null!;

    public async ValueTask InitializeAsync()
    {
        _stage.Active.Exchange(await InferenceThread.StartAsync(new FakeBackend("cpu")));
        var assignment = new UnknownAssignment(_stage.People, _stage.Gallery, _stage.Active, new EnrolmentOptions(), NullLogger.Instance);
        _commander = new Commander(UnknownsCommands.Of(_stage.People, assignment));
    }

    public async ValueTask DisposeAsync()
    {
        await _commander.DisposeAsync();
        await _stage.Active.Exchange(null)!.DisposeAsync();
        _stage.Dispose();
    }

    [Fact]
    public async Task The_list_shows_everybody_with_everything_asked_for()
    {
        Assert.Empty((await Ok("unknowns/list"))["unknowns"]!.AsArray());
        var id = Meet(PaintedFace.Anna);
        var anna = Assert.Single((await Ok("unknowns/list"))["unknowns"]!.AsArray())!.AsObject();
        Assert.Equal(
            ["unknown_id", "first_seen", "last_seen", "visits", "camera", "faces", "ignored", "person", "similarity"], anna.Select(entry => entry.Key));
        Assert.Equal(
            (id, "2026-11-25T08:00:00+00:00", 1, "door", 1, false),
            ((string?)anna["unknown_id"], (string?)anna["first_seen"], (int)anna["visits"]!, (string?)anna["camera"], (int)anna["faces"]!, (bool)anna["ignored"]!));
        Assert.Null(anna["person"]);
        _stage.Gallery.Add(Painted.Name("Bea"), [Painted.Sample(PaintedFace.Crop(PaintedFace.Bea))], Painted.Model);
        anna = (await Ok("unknowns/list"))["unknowns"]![0]!.AsObject();
        Assert.Equal(("bea", 0), ((string?)anna["person"], Math.Round((double)anna["similarity"]!, 1)));
    }

    [Fact]
    public async Task Assign_makes_a_person_and_replies_as_enroll_does()
    {
        var id = Meet(PaintedFace.Anna);
        var data = await Ok("unknowns/assign", $$"""{"unknown_id":"{{id}}","name":"Anna B."}""");
        Assert.Equal(("anna-b", "Anna B.", 1, 1), ((string?)data["person"], (string?)data["name"], (int)data["added"]!, (int)data["samples"]!));
        Assert.Equal("not_found", await _commander.CodeAsync("unknowns/assign", $$"""{"unknown_id":"{{id}}","name":"Anna B."}"""));
        Assert.Empty((await Ok("unknowns/list"))["unknowns"]!.AsArray());
    }

    [Fact]
    public async Task Assign_refuses_a_bad_name_and_who_looks_like_somebody_else()
    {
        var id = Meet(PaintedFace.Anna);
        _stage.Gallery.Add(Painted.Name("Bea"), [Painted.Sample(PaintedFace.Crop(PaintedFace.Anna, 30))], Painted.Model);
        Assert.Equal("bad_request", await _commander.CodeAsync("unknowns/assign", $$"""{"unknown_id":"{{id}}","name":"nobody"}"""));
        Assert.Equal("bad_request", await _commander.CodeAsync("unknowns/assign", $$"""{"unknown_id":"{{id}}"}"""));
        var refused = await _commander.AskAsync("unknowns/assign", $$"""{"unknown_id":"{{id}}","name":"Anna"}""");
        Assert.Equal(("looks_like_other", "bea"), (Commander.Code(refused), (string?)refused["data"]!["person"]));
        Assert.Equal(1, (int)(await Ok("unknowns/assign", $$"""{"unknown_id":"{{id}}","name":"Anna","force":true}"""))["added"]!);
    }

    [Fact]
    public async Task Ignore_takes_a_bare_id_and_can_be_undone()
    {
        var id = Meet(PaintedFace.Anna);
        Assert.Equal((id, true), await Ok("unknowns/ignore", id) is var on ? ((string?)on["unknown_id"], (bool)on["ignored"]!) : default);
        Assert.Null(Meet(PaintedFace.Anna));
        Assert.False((bool)(await Ok("unknowns/ignore", $$"""{"unknown_id":"{{id}}","ignored":false}"""))["ignored"]!);
        Assert.Equal(id, Meet(PaintedFace.Anna));
        Assert.Equal("not_found", await _commander.CodeAsync("unknowns/ignore", "u-000000"));
    }

    private async Task<JsonObject> Ok(string command, string? payload = null)
    {
        var reply = await _commander.AskAsync(command, payload ?? "");
        Assert.Equal("ok", (string?)reply["status"]);
        return reply["data"]!.AsObject();
    }

    private string? Meet(int person)
    {
        var sample = Painted.Sample(PaintedFace.Crop(person));
        var look = new UnknownLook(sample.Crop.ToArray(), sample.Embedding, sample.Embedding.Unit, sample.Quality, Painted.Model);
        return _stage.Meet(look)?.UnknownId;
    }
}
