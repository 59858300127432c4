using System.Numerics;
using CsCheck;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Tests.Faces.Alignment;

/// <summary>The closed form against normal equations and against itself.</summary>
public sealed class SimilarityTransformTests
{
    private static readonly Gen<Vector2> Point = Gen.Select(Gen.Float[-2000, 2000], Gen.Float[-2000, 2000], (x, y) => new Vector2(x, y));

    [Fact]
    public void It_is_the_least_squares_solution_of_the_normal_equations() =>
        Gen.Select(Gen.Double[0.05, 20], Gen.Double[-180, 180], Point, Point.Array[5], Gen.Double[0, 0.2]).Sample((scale, degrees, at, noise, share) =>
        {
            var from = Points.Placed(at.X, at.Y, scale, degrees);
            for (var i = 0; i < FaceLandmarks.Count; i++)
            {
                from[i] += noise[i] * (float)(share * 0.01 / scale);
            }

            var to = ArcFaceTemplate.Landmarks;
            Assert.True(SimilarityTransform.TryFit(from, to, out var actual));
            var expected = NormalEquations(from, to);
            foreach (var point in (ReadOnlySpan<Vector2>)from)
            {
                var x = (expected[0] * point.X) - (expected[1] * point.Y) + expected[2];
                var y = (expected[1] * point.X) + (expected[0] * point.Y) + expected[3];
                Assert.InRange(Vector2.Distance(actual.Apply(point), new((float)x, (float)y)), 0, 0.02f);
            }
        });

    [Fact]
    public void Exact_copies_are_found_exactly() =>
        Gen.Select(Gen.Double[0.05, 20], Gen.Double[-180, 180], Point).Sample((scale, degrees, at) =>
        {
            var from = Points.Placed(at.X, at.Y, scale, degrees);
            var to = ArcFaceTemplate.Landmarks;
            Assert.True(SimilarityTransform.TryFit(from, to, out var found));
            Assert.Equal(scale, found.Scale, scale * 1e-3);
            for (var i = 0; i < FaceLandmarks.Count; i++)
            {
                Assert.InRange(Vector2.Distance(found.Apply(from[i]), to[i]), 0, 0.02f);
            }
        });

    [Fact]
    public void The_inverse_leads_back() =>
        Gen.Select(Gen.Double[0.05, 20], Gen.Double[-180, 180], Point, Gen.Float[0, 111], Gen.Float[0, 111]).Sample((scale, degrees, at, x, y) =>
        {
            Assert.True(SimilarityTransform.TryFit(Points.Placed(at.X, at.Y, scale, degrees), ArcFaceTemplate.Landmarks, out var there));
            Assert.InRange(Vector2.Distance(there.Apply(there.Inverse().Apply(new(x, y))), new(x, y)), 0, 0.02f);
        });

    [Fact]
    public void A_mirrored_face_is_not_reflected_back()
    {
        var mirrored = ArcFaceTemplate.Landmarks;
        foreach (ref var point in (Span<Vector2>)mirrored)
        {
            point.X = 112 - point.X;
        }

        // Its left points are to the right: no turning brings them near, so the fit is upright and poor, or refused.
        var isFound = SimilarityTransform.TryFit(mirrored, ArcFaceTemplate.Landmarks, out var found);
        Assert.True(!isFound || Vector2.Distance(found.Apply(mirrored[0]), ArcFaceTemplate.Landmarks[0]) > 10);
    }

    [Fact]
    public void Points_in_one_spot_or_without_numbers_have_no_transform()
    {
        FaceLandmarks spot = default;
        ((Span<Vector2>)spot).Fill(new(12, 34));
        var (broken, endless) = (ArcFaceTemplate.Landmarks, ArcFaceTemplate.Landmarks);
        broken[2] = new(float.NaN, 1);
        endless[4] = new(1, float.PositiveInfinity);
        foreach (var points in new[] { spot, broken, endless })
        {
            Assert.False(SimilarityTransform.TryFit(points, ArcFaceTemplate.Landmarks, out var transform));
            Assert.Equal(default, transform);
        }
    }

    /// <summary>Solves (MᵀM) p = Mᵀt for p = a, b, tx, ty by Gaussian elimination with pivots.</summary>
    private static double[] NormalEquations(FaceLandmarks from, FaceLandmarks to)
    {
        var system = new double[4, 5];
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            Add(system, [from[i].X, -from[i].Y, 1, 0], to[i].X);
            Add(system, [from[i].Y, from[i].X, 0, 1], to[i].Y);
        }

        for (var column = 0; column < 4; column++)
        {
            var pivot = Enumerable.Range(column, 4 - column).MaxBy(row => Math.Abs(system[row, column]));
            for (var k = 0; k < 5; k++)
            {
                (system[column, k], system[pivot, k]) = (system[pivot, k], system[column, k]);
            }

            foreach (var row in Enumerable.Range(0, 4).Where(row => row != column))
            {
                var factor = system[row, column] / system[column, column];
                for (var k = 0; k < 5; k++)
                {
                    system[row, k] -= factor * system[column, k];
                }
            }
        }

        return [.. Enumerable.Range(0, 4).Select(row => system[row, 4] / system[row, row])];
    }

    private static void Add(double[,] system, double[] equation, double target)
    {
        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                system[row, column] += equation[row] * equation[column];
            }

            system[row, 4] += equation[row] * target;
        }
    }
}
