using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Tests.Audit;

public sealed class AuditEntryTests
{
    private static readonly DateTimeOffset Start = StandingClock.Monday;
    private static readonly Snowflake Bot = new(100);

    [Fact]
    public void Each_entry_s_hash_follows_from_the_one_before()
    {
        var (day, entries) = Day();
        Assert.Equal((10L, entries[^1].Hash), (day.Count, day.Hash));
        Assert.Equal(Enumerable.Range(1, 10).Select(number => ($"100/2026-01-05/{number:D8}", (long)number)), entries.Select(entry => (entry.Id, entry.Number)));
        Assert.All(entries, entry => Assert.Equal(("100/2026-01-05", 64), (entry.Day, entry.Hash.Length)));
        Assert.Null(Broken(entries));
    }

    [Fact]
    public void The_hash_is_sha_256_over_the_fields_line_by_line()
    {
        var entry = Day().Entries[0];
        var text = "\n100/2026-01-05\n1\n1767614401000\n900\ndev-grant\nplayer 1\n1 coins: why\n1001"u8;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text)), entry.Hash);
    }

    [Fact]
    public void A_chain_goes_on_after_it_was_stored()
    {
        var (day, entries) = Day();
        var next = Stored.Again(day).Append(Start.AddHours(1), new Snowflake(901), "dev-health", null, "fine", new Snowflake(2_000));
        Assert.Null(Broken([.. entries.Select(Stored.Again), Stored.Again(next)]));
    }

    public static TheoryData<string> Fields => new(nameof(AuditEntry.At), nameof(AuditEntry.Actor), nameof(AuditEntry.Action), nameof(AuditEntry.Target),
        nameof(AuditEntry.Details), nameof(AuditEntry.Interaction), nameof(AuditEntry.Number), nameof(AuditEntry.Day));

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_changed_field_breaks_the_chain_at_its_entry(string field)
    {
        var entries = Day().Entries;
        var old = entries[4];
        entries[4] = new AuditEntry
        {
            Id = old.Id,
            Hash = old.Hash,
            Day = field == "Day" ? "100/2026-01-06" : old.Day,
            Number = field == "Number" ? 7 : old.Number,
            At = field == "At" ? old.At.AddMilliseconds(1) : old.At,
            Actor = field == "Actor" ? new Snowflake(1) : old.Actor,
            Action = field == "Action" ? "dev-other" : old.Action,
            Target = field == "Target" ? "player 9" : old.Target,
            Details = field == "Details" ? "5000 coins: why" : old.Details,
            Interaction = field == "Interaction" ? new Snowflake(1) : old.Interaction,
        };
        Assert.Equal(4, Broken(entries));
    }

    [Fact]
    public void A_removed_or_swapped_entry_breaks_the_chain()
    {
        var removed = Day().Entries;
        removed.RemoveAt(3);
        Assert.Equal(3, Broken(removed));

        var swapped = Day().Entries;
        (swapped[3], swapped[4]) = (swapped[4], swapped[3]);
        Assert.Equal(3, Broken(swapped));
    }

    [Fact]
    public void A_day_is_a_day_of_UTC() => Assert.Equal("100/2026-01-05", AuditDay.IdOf(Bot, new DateTimeOffset(2026, 1, 6, 1, 0, 0, TimeSpan.FromHours(2))));

    private static (AuditDay Day, List<AuditEntry> Entries) Day()
    {
        var day = new AuditDay { Id = AuditDay.IdOf(Bot, Start) };
        var entries = Enumerable.Range(1, 10).Select(i => day.Append(
            Start.AddSeconds(i), new Snowflake(900), "dev-grant", $"player {i}", $"{i} coins: why", new Snowflake(1_000UL + (ulong)i))).ToList();
        return (day, entries);
    }

    /// <summary>The first entry that does not follow. Null: all do.</summary>
    private static int? Broken(List<AuditEntry> entries)
    {
        var hash = "";
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].HashAfter(hash) != entries[i].Hash)
            {
                return i;
            }

            hash = entries[i].Hash;
        }

        return null;
    }
}
