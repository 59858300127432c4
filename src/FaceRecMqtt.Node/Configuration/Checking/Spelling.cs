namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Finds the word somebody meant.</summary>
internal static class Spelling
{
    /// <summary>The known word nearest to a misspelt one.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <returns>Null when none is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        // A word of over 64 letters is none that was meant to be a key, and would cost time.
        if (word.Length is 0 or > 64)
        {
            return null;
        }

        var written = Plain(word);
        var best = known
            .Select(candidate => (candidate, distance: Distance(written, Plain(candidate))))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(1, best.candidate.Length / 3) ? best.candidate : null;
    }

    private static string Plain(string word) => word.ToLowerInvariant().Replace('-', '_');

    // Damerau 1964, restricted: the least number of inserted, removed, changed and swapped letters.
    private static int Distance(string left, string right)
    {
        var cost = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                var change = cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(change, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[left.Length, right.Length];
    }
}
