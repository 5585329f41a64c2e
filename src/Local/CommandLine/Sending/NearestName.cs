namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>Finds what a person meant by a mistyped name.</summary>
internal static class NearestName
{
    /// <returns>Null when nothing is near enough to be worth suggesting.</returns>
    public static string? To(string typed, IEnumerable<string> names)
    {
        var most = 1 + (typed.Length / 4);
        return names
            .Select(name => (Name: name, Distance: IsStartOf(typed, name) ? 1 : Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= most && candidate.Distance < Math.Max(typed.Length, 2))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>"; did you mean X?" or "." — ends the first half of a refusal.</summary>
    public static string Suggestion(string typed, IEnumerable<string> names) => To(typed, names) is { } name ? $"; did you mean {name}?" : ".";

    private static bool IsStartOf(string typed, string name) => typed.Length >= 2 && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    /// <summary>Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
