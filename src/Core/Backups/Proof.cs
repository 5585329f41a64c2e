using System.Buffers;
using System.Security.Cryptography;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>Looks at every document of a copy or of a store once: counts them, sums the ledger, proves each player's balances, and takes a digest by which two can be compared.</summary>
internal sealed class Proof
{
    /// <summary>More would not help whoever reads them.</summary>
    private const int MostDifferences = 20;

    private readonly Dictionary<Collection, Tally> _tallies;
    private readonly ArrayBufferWriter<byte> _json = new(4096);
    private Player? _player;
    private Reconciliation _walk = new();

    private readonly DateTimeOffset _until;

    /// <param name="collections">What is looked at.</param>
    /// <param name="until">When the copy was finished. Of whom an erasure was due by then, it may have the player and no pages any more.</param>
    public Proof(IReadOnlyList<Collection> collections, DateTimeOffset until)
    {
        _tallies = collections.ToDictionary(collection => collection, _ => new Tally());
        _until = until;
    }

    public LedgerTotals Ledger { get; private set; } = LedgerTotals.None;

    /// <summary>What is wrong, in plain words; at most 20.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>All documents of the copy.</summary>
    public long Documents => _tallies.Values.Sum(tally => tally.Documents);

    /// <summary>Those of them that are newer than their owner.</summary>
    public long Surplus => _tallies.Values.Sum(tally => tally.Surplus);

    public long DocumentsOf(Collection collection) => _tallies[collection].Documents;

    /// <returns>The document's length as JSON, bytes; 0: it is surplus.</returns>
    public int Add(Member member)
    {
        var tally = _tallies[member.Collection];
        tally.Documents++;
        if (member.IsSurplus)
        {
            tally.Surplus++;
            return 0;
        }

        _json.ResetWrittenCount();
        member.Collection.Write(member.Document, _json);
        if (member.Document.ExpiresAt is null)
        {
            // One that expires may be gone when the two are compared.
            tally.Digest.AppendData(_json.WrittenSpan);
            tally.Digest.AppendData("\n"u8);
        }

        switch (member.Document)
        {
            case Player player:
                FinishPlayer();
                _player = player;
                Ledger = Ledger.With(player);
                break;
            case LedgerPage page:
                _walk.Add(page);
                break;
        }

        return _json.WrittenCount;
    }

    /// <summary>Ends the last player's proof and takes the digests; nothing may be added afterwards.</summary>
    /// <returns>Per collection, SHA-256 over its documents without surplus, as NDJSON; lower-case hex.</returns>
    public IReadOnlyDictionary<Collection, string> Finish()
    {
        FinishPlayer();
        return _tallies.ToDictionary(pair => pair.Key, pair => Convert.ToHexStringLower(pair.Value.Digest.GetHashAndReset()));
    }

    private void FinishPlayer()
    {
        if (_player is { } player && !player.IsGoneBy(_until))
        {
            Differences.AddRange(_walk.Finish(player).Take(MostDifferences - Differences.Count).Select(difference => $"{player.Id}: {difference}"));
        }

        (_player, _walk) = (null, new Reconciliation());
    }

    private sealed class Tally
    {
        public long Documents { get; set; }

        public long Surplus { get; set; }

        public IncrementalHash Digest { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }
}
