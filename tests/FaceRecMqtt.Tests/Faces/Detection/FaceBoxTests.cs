using CsCheck;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Tests.Faces.Detection;

/// <summary>Boxes against counted pixels.</summary>
public sealed class FaceBoxTests
{
    private static readonly Gen<FaceBox> Box =
        Gen.Select(Gen.Int[-20, 20], Gen.Int[-20, 20], Gen.Int[1, 20], Gen.Int[1, 20], (x, y, width, height) => new FaceBox(x, y, width, height));

    [Fact]
    public void Intersection_over_union_is_that_of_the_pixels() => Gen.Select(Box, Box).Sample((first, second) =>
    {
        var (own, other) = (Pixels(first), Pixels(second));
        var expected = (float)own.Intersect(other).Count() / own.Union(other).Count();
        Assert.Equal(expected, first.IntersectionOverUnion(second), 1e-5f);
        Assert.Equal(expected, second.IntersectionOverUnion(first), 1e-5f);
    });

    [Fact]
    public void A_box_is_wholly_itself() => Box.Sample(box => Assert.Equal(1, box.IntersectionOverUnion(box)));

    [Fact]
    public void Boxes_that_only_touch_share_nothing() => Assert.Equal(0, new FaceBox(0, 0, 10, 10).IntersectionOverUnion(new(10, 0, 10, 10)));

    [Fact]
    public void A_box_turned_inside_out_has_no_area()
    {
        var box = new FaceBox(5, 5, -3, -4);
        Assert.Equal(0, box.Area);
        Assert.Equal(0, box.IntersectionOverUnion(new(0, 0, 10, 10)));
    }

    [Fact]
    public void Edges_are_where_they_should_be() => Assert.Equal((4f, 6f), (new FaceBox(1, 2, 3, 4).Right, new FaceBox(1, 2, 3, 4).Bottom));

    private static HashSet<(int X, int Y)> Pixels(FaceBox box) =>
        [.. from x in Enumerable.Range((int)box.X, (int)box.Width) from y in Enumerable.Range((int)box.Y, (int)box.Height) select (x, y)];
}
