using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Commands;

/// <summary>Pictures that people are enrolled from.</summary>
public sealed class PictureTests
{
    [Fact]
    public async Task Bad_pictures_are_refused_with_their_code_and_store_nothing_turned_grey_and_transparent_ones_are_learned_from()
    {
        Needs.Pictures();
        Needs.Models();
        // Somebody is in view all the time: an empty picture must not turn into learning from the camera.
        await using var stage = await Stage.StartAsync($"""
            cameras:
              - name: desk
                source: {await Clips.MakeAsync("alone.h264")}
            """);
        await stage.RecognisingAsync();
        await stage.OnlineAsync("desk");
        var woman = await Clips.WomanAsync();
        foreach (var (what, picture, code) in await BadAsync(stage.Folder, woman))
        {
            var reply = await stage.CommandAsync("enroll/Bad", picture);
            Assert.True(reply.ErrorCode() == code, $"{what}: {reply}");
            Assert.NotEmpty(reply.GetProperty("error").GetProperty("message").GetString()!);
        }

        Assert.Empty((await stage.CommandAsync("people/list", "")).Data().GetProperty("people").EnumerateArray());

        var face = await Pictures.MakeAsync(stage.Folder, "face.jpg", Clips.Sample(1), "crop=520:480:1300:100");
        var plain = await LearnAsync(stage, "plain", await File.ReadAllBytesAsync(face));
        foreach (var (what, picture) in await UnusualAsync(stage.Folder, face))
        {
            var learned = await LearnAsync(stage, what, picture);
            Assert.InRange(learned.GetProperty("face_px").GetDouble() / plain.GetProperty("face_px").GetDouble(), 0.9, 1.1);
            Assert.InRange(learned.GetProperty("pre_norm").GetDouble() / plain.GetProperty("pre_norm").GetDouble(), 0.85, 1.15);
        }
    }

    private static async Task<(string What, byte[] Picture, string Code)[]> BadAsync(RunFolder folder, string woman)
    {
        var good = await File.ReadAllBytesAsync(woman);
        var nobody = await Pictures.FfmpegAsync(folder, "nobody.jpg", ["-f", "lavfi", "-i", "testsrc=size=640x480", "-frames:v", "1"]);
        return
        [
            ("empty", [], "bad_request"),
            ("no picture", "This is no picture."u8.ToArray(), "bad_request"),
            ("truncated", good[..(good.Length / 2)], "bad_request"),
            ("20,000×20,000 px", Pictures.PngHeader(20_000, 20_000), "too_large"),
            ("more bytes than a command may have", new byte[(8 << 20) + 1], "too_large"),
            ("nobody in it", await File.ReadAllBytesAsync(nobody), "no_face"),
            ("three people in it", await File.ReadAllBytesAsync(Clips.Sample(3)), "many_faces"),
        ];
    }

    private static async Task<(string What, byte[] Picture)[]> UnusualAsync(RunFolder folder, string face)
    {
        var onItsSide = await Pictures.MakeAsync(folder, "side.jpg", face, "transpose=cclock");
        return
        [
            ("turned", Pictures.MarkedTurned(await File.ReadAllBytesAsync(onItsSide))),
            ("grey", await File.ReadAllBytesAsync(await Pictures.MakeAsync(folder, "grey.jpg", face, "format=gray"))),
            ("alpha", await File.ReadAllBytesAsync(await Pictures.MakeAsync(folder, "alpha.png", face, "format=rgba,colorchannelmixer=aa=0.5"))),
        ];
    }

    // Forgotten again, so that the next picture of the same person is looked at on its own.
    private static async Task<JsonElement> LearnAsync(Stage stage, string name, byte[] picture)
    {
        var reply = await stage.CommandAsync($"enroll/{name}", picture);
        Assert.True(reply.IsOk(), $"{name}: {reply}");
        Assert.Equal(1, reply.Data().GetProperty("added").GetInt32());
        Assert.True((await stage.CommandAsync("people/delete", name)).IsOk());
        return reply.Data();
    }
}
