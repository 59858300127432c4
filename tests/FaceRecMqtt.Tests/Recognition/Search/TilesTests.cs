using CsCheck;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Search;

namespace FaceRecMqtt.Tests.Recognition.Search;

/// <summary>Whatever is no larger than the overlap lies wholly in a window.</summary>
public sealed class TilesTests
{
    private static readonly Gen<(PixelRect Region, int TileWidth, int TileHeight, int Overlap)> Cases =
        from overlap in Gen.Int[0, 60]
        from tileWidth in Gen.Int[overlap + 1, 200]
        from tileHeight in Gen.Int[overlap + 1, 200]
        from x in Gen.Int[-20, 20]
        from y in Gen.Int[-20, 20]
        from width in Gen.Int[1, 300]
        from height in Gen.Int[1, 300]
        where Tiles.Count(new PixelRect(x, y, width, height), tileWidth, tileHeight, overlap) <= 400
        select (new PixelRect(x, y, width, height), tileWidth, tileHeight, overlap);

    [Fact]
    public void Every_box_no_larger_than_the_overlap_lies_wholly_in_a_window()
    {
        Cases.Sample(
            tiling =>
            {
                var (region, _, _, overlap) = tiling;
                var tiles = Cover(tiling);
                // Windows form a grid, so that columns and rows can be tried one after the other.
                var side = Math.Max(1, overlap);
                for (var left = region.X; left <= region.Right - Math.Min(side, region.Width); left++)
                {
                    Assert.Contains(tiles, tile => tile.X <= left && tile.Right >= Math.Min(region.Right, left + side) && tile.Y == region.Y);
                }

                for (var top = region.Y; top <= region.Bottom - Math.Min(side, region.Height); top++)
                {
                    Assert.Contains(tiles, tile => tile.Y <= top && tile.Bottom >= Math.Min(region.Bottom, top + side) && tile.X == region.X);
                }
            },
            iter: 1000);
    }

    [Fact]
    public void Windows_stay_in_the_region_are_of_one_size_and_differ()
    {
        Cases.Sample(tiling =>
        {
            var tiles = Cover(tiling);
            Assert.Equal(tiles.Length, tiles.Distinct().Count());
            Assert.All(tiles, tile =>
            {
                Assert.Equal((Math.Min(tiling.TileWidth, tiling.Region.Width), Math.Min(tiling.TileHeight, tiling.Region.Height)), (tile.Width, tile.Height));
                Assert.True(tile.X >= tiling.Region.X && tile.Y >= tiling.Region.Y);
                Assert.True(tile.Right <= tiling.Region.Right && tile.Bottom <= tiling.Region.Bottom);
            });
        });
    }

    [Fact]
    public void One_window_less_could_not_cover_the_region()
    {
        Cases.Sample(tiling =>
        {
            var (region, tileWidth, tileHeight, overlap) = tiling;
            var columns = Cover(tiling).Select(tile => tile.X).Distinct().Count();
            var reach = columns < 2 ? 0 : tileWidth + ((columns - 2) * (tileWidth - overlap));
            Assert.True(reach < region.Width, $"{columns - 1} columns reach {reach} of {region.Width} px");
        });
    }

    [Fact]
    public void An_empty_region_has_no_windows() => Assert.Equal(0, Tiles.Cover(new PixelRect(5, 5, 0, 10), 10, 10, 2, []));

    [Fact]
    public void A_window_no_larger_than_the_overlap_and_a_list_too_short_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tiles.Count(new PixelRect(0, 0, 100, 100), 10, 20, 10));
        Assert.Throws<ArgumentException>(() => Tiles.Cover(new PixelRect(0, 0, 100, 100), 60, 60, 10, new PixelRect[3]));
    }

    [Fact]
    public void Covering_allocates_nothing()
    {
        var tiles = new PixelRect[64];
        var region = new PixelRect(0, 0, 1920, 1080);
        Tiles.Cover(region, 640, 480, 100, tiles);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Tiles.Cover(region, 640, 480, 100, tiles);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static PixelRect[] Cover((PixelRect Region, int TileWidth, int TileHeight, int Overlap) tiling)
    {
        var (region, width, height, overlap) = tiling;
        var tiles = new PixelRect[Tiles.Count(region, width, height, overlap)];
        Assert.Equal(tiles.Length, Tiles.Cover(region, width, height, overlap, tiles));
        return tiles;
    }
}
