using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.Faults;

/// <summary>Something a person sent, and what came of it.</summary>
/// <param name="User">Who.</param>
/// <param name="Interaction">As it was sent.</param>
/// <param name="Seen">The answer; null: it was lost.</param>
internal sealed record Asked(Snowflake User, JsonObject Interaction, Seen? Seen)
{
    public Snowflake Id => Snowflake.Parse((string)Interaction["id"]!);

    /// <summary>True when the answer says that something was done.</summary>
    public bool IsAcknowledged => Seen is { Type: 4, IsPrivate: false };
}

/// <summary>People at the door of real processes that serve one folder.</summary>
internal sealed class Crowd(string folder)
{
    private static readonly IReadOnlyList<RegisteredCommand> Commands = RegisteredCommand.Parse(CommandsCommand.EveryRegistration());

    private readonly SigningIdentity _identity = DevelopmentSigning.Identity(new DirectoryInfo(folder));
    private readonly SnowflakeSource _ids = new(TimeProvider.System);

    public static Snowflake User(int number) => new(900_000_000_000_010_000 + (ulong)number);

    public JsonObject Command(Snowflake user, string line) =>
        new InteractionBody(_identity.ApplicationId, new Sender(user, $"P{user.Value % 10_000}", "en-US", Sender.OrdinaryPermissions, InGuild: true), _ids).Command(SlashLine.Parse(line, Commands));

    public Task<Asked> SayAsync(Uri url, Snowflake user, string line) => SendAsync(url, user, Command(user, line));

    /// <summary>Sends it, over a connection of its own; a server that dies loses the answer.</summary>
    public async Task<Asked> SendAsync(Uri url, Snowflake user, JsonObject interaction)
    {
        using var endpoint = new Endpoint(url, _identity, TimeProvider.System, Endpoint.Handler(connections: 1));
        return await SendAsync(endpoint, user, interaction);
    }

    /// <summary>Bets over many connections until it is told to stop or the server dies.</summary>
    public async Task<IReadOnlyList<Asked>> PlayAsync(Uri url, int firstUser, int users, Func<string> line, Func<int, bool> goesOn)
    {
        var all = new ConcurrentBag<Asked>();
        var count = 0;
        using var endpoint = new Endpoint(url, _identity, TimeProvider.System, Endpoint.Handler(connections: 8));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
        {
            for (var turn = 0; goesOn(Volatile.Read(ref count)); turn++)
            {
                var user = User(firstUser + (((turn * 8) + lane) % users));
                var asked = await SendAsync(endpoint, user, Command(user, line()));
                all.Add(asked);
                if (asked.Seen is null)
                {
                    return;
                }

                Interlocked.Increment(ref count);
            }
        }));
        return [.. all];
    }

    /// <summary>What the owner is told by /dev-reconcile.</summary>
    public async Task<string> ReconcileAsync(Uri url) => (await SayAsync(url, LocalHead.DevelopmentOwner, "/dev-reconcile scope:bot")).Seen!.ToString();

    /// <summary>Everything on disk about the players, read while nothing serves the folder.</summary>
    public static async Task<IReadOnlyDictionary<Snowflake, Kept>> ReadAsync(string folder)
    {
        await using var store = SqliteStore.Open(Path.Combine(folder, "flippy.db"), Collections.All, TimeProvider.System);
        var (pages, rounds) = (new List<LedgerPage>(), new List<RoundPage>());
        await foreach (var page in store.ScanAsync<LedgerPage>(null, CancellationToken.None))
        {
            pages.Add(page);
        }

        await foreach (var page in store.ScanAsync<RoundPage>(null, CancellationToken.None))
        {
            rounds.Add(page);
        }

        var kept = new Dictionary<Snowflake, Kept>();
        await foreach (var player in store.ScanAsync<Player>(null, CancellationToken.None))
        {
            kept.Add(
                Snowflake.Parse(player.Id.Split('/')[^1]),
                new Kept(player, [.. pages.Where(page => page.Player == player.Id)], [.. rounds.Where(page => page.Player == player.Id).SelectMany(page => page.Rounds), .. player.Rounds.Rounds]));
        }

        return kept;
    }

    private static async Task<Asked> SendAsync(Endpoint endpoint, Snowflake user, JsonObject interaction)
    {
        try
        {
            var (reply, _) = await endpoint.AskAsync(InteractionBody.Utf8(interaction), CancellationToken.None);
            return new Asked(user, interaction, new Seen(reply, interaction));
        }
        catch (CommandLineException)
        {
            return new Asked(user, interaction, null);
        }
    }
}

/// <summary>A player with all that was moved out.</summary>
internal sealed record Kept(Player Player, IReadOnlyList<LedgerPage> Pages, IReadOnlyList<Round> Rounds)
{
    public IEnumerable<LedgerEntry> Entries => [.. Pages.SelectMany(page => page.Entries), .. Player.Ledger.Entries];

    public IReadOnlyList<string> Differences => Reconciliation.Differences(Player, Pages);
}
