namespace FaceRecMqtt.Tests.Support;

/// <summary>Managed bytes that work takes on the thread that does it.</summary>
internal static class Allocations
{
    private const int Rounds = 10;

    /// <summary>The least of several rounds: a collection that another test causes meanwhile counts the rest of this thread's allocation block as its own.</summary>
    /// <param name="work">Done in every round; allocates the same each time, or nothing.</param>
    public static long Least(Action work)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
