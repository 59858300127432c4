using FaceRecMqtt.Recognition.Presence;

namespace FaceRecMqtt.Tests.Recognition.Presence;

public sealed class ViewRenewalsTests
{
    [Fact]
    public void A_view_that_nobody_renews_lapses_once_and_an_empty_one_never()
    {
        var views = new ViewRenewals();
        views.Renew("door", isEmpty: false, At(0));
        views.Renew("hall", isEmpty: false, At(1));
        views.Renew("yard", isEmpty: false, At(1));
        views.Renew("yard", isEmpty: true, At(2));
        views.Renew("door", isEmpty: false, At(5));
        Assert.Equal(At(1) + ViewRenewals.Patience, views.Due);
        Assert.Empty(views.Lapsed(At(15.9)));
        var lapsed = Assert.Single(views.Lapsed(At(16)));
        Assert.Equal(("hall", 0, 0, 0), (lapsed.Camera, lapsed.Faces, lapsed.Present.Count, lapsed.Tracks.Count));
        Assert.Equal("door", Assert.Single(views.Lapsed(At(20))).Camera);
        Assert.Null(views.Due);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
