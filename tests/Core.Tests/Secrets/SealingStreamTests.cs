using System.Security.Cryptography;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;
using FsCheck.Fluent;

#pragma warning disable VSTHRD002 // A law is synchronous; nothing here leaves memory, so nothing waits.

namespace FlippyFlip.Core.Tests.Secrets;

public sealed class SealingStreamTests
{
    private const string Name = "the text";
    private const int Chunk = SealedChunks.ChunkLength;
    private const int Locked = Chunk + SealedChunks.TagLength;

    private static readonly byte[] Key = [.. Enumerable.Range(0, DataKey.Length).Select(i => (byte)i)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    [InlineData((3 * Chunk) + 5)]
    public async Task Reads_what_was_written(int length)
    {
        var text = Text(length);
        var (locked, hash) = await LockAsync(text);

        using var reader = new UnsealingStream(new MemoryStream(locked), Key, Name);
        var opened = new MemoryStream();
        await reader.CopyToAsync(opened, Ct);

        Assert.Equal(text, opened.ToArray());
        Assert.Equal(SHA256.HashData(locked), hash);
        Assert.Equal(hash, reader.HashAndReset());
        Assert.Equal(locked.Length, reader.LockedLength);
        Assert.Equal(SealedChunks.HeaderLength + length + (SealedChunks.TagLength * Math.Max(1, (length + Chunk - 1) / Chunk)), locked.Length);
    }

    [Fact]
    public void However_it_is_cut_into_pieces_it_comes_back() => Law.HoldsForAll(Gen.Choose(0, Chunk + (Chunk / 2)), most: 6, runs: 25, pieces =>
    {
        var text = Text(pieces.Sum());
        var locked = new MemoryStream();
        var writer = new SealingStream(locked, Key, Name, Entropy.System);
        var at = 0;
        foreach (var piece in pieces)
        {
            writer.WriteAsync(text.AsMemory(at, piece), Ct).AsTask().Wait(Ct);
            at += piece;
        }

        writer.CompleteAsync(Ct).Wait(Ct);
        Assert.Equal(text, Open(locked.ToArray()));
    });

    [Fact]
    public async Task Whatever_byte_is_flipped_nothing_changed_is_ever_given_out()
    {
        var text = Text((2 * Chunk) + 100);
        var (locked, _) = await LockAsync(text);
        var at = Gen.Frequency((1, Gen.Choose(0, SealedChunks.HeaderLength - 1)), (4, Gen.Choose(0, locked.Length - 1)));
        Law.Holds(at, runs: 60, position =>
        {
            var changed = locked.ToArray();
            changed[position] ^= 0x10;
            var problem = Assert.Throws<SecretException>(() => Open(changed, text));
            if (position >= SealedChunks.HeaderLength)
            {
                Assert.Equal(SecretFault.Changed, problem.Fault);
                Assert.Contains($"chunk {((position - SealedChunks.HeaderLength) / Locked) + 1}", problem.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task A_text_that_is_cut_off_between_chunks_says_where()
    {
        var (locked, _) = await LockAsync(Text(3 * Chunk));
        Fails(SecretFault.CutOff, "the text ends after chunk 2; the rest is missing.", locked[..(SealedChunks.HeaderLength + (2 * Locked))]);
    }

    [Fact]
    public async Task A_text_that_is_cut_off_within_a_chunk_says_where()
    {
        var (locked, _) = await LockAsync(Text(3 * Chunk));
        Fails(SecretFault.Changed, "In the text chunk 2, the last there is, was changed or cut short.", locked[..(SealedChunks.HeaderLength + Locked + 500)]);
        Fails(SecretFault.CutOff, "the text ends within its first 40 bytes.", locked[..20]);
        Fails(SecretFault.Changed, "In the text chunk 1, the last there is, was changed or cut short.", locked[..SealedChunks.HeaderLength]);
    }

    [Fact]
    public async Task A_missing_chunk_is_named()
    {
        var (locked, _) = await LockAsync(Text(4 * Chunk));
        byte[] without = [.. locked[..(SealedChunks.HeaderLength + Locked)], .. locked[(SealedChunks.HeaderLength + (2 * Locked))..]];
        Fails(SecretFault.OutOfOrder, "In the text chunk 2 is missing; chunk 3 stands in its place.", without);
    }

    [Fact]
    public async Task Chunks_in_another_order_are_noticed()
    {
        var (locked, _) = await LockAsync(Text(4 * Chunk));
        var swapped = locked.ToArray();
        locked.AsSpan(SealedChunks.HeaderLength, Locked).CopyTo(swapped.AsSpan(SealedChunks.HeaderLength + Locked));
        locked.AsSpan(SealedChunks.HeaderLength + Locked, Locked).CopyTo(swapped.AsSpan(SealedChunks.HeaderLength));
        Fails(SecretFault.OutOfOrder, "In the text chunk 1 is missing; chunk 2 stands in its place.", swapped);
    }

    [Fact]
    public async Task What_follows_the_last_chunk_is_noticed()
    {
        var (locked, _) = await LockAsync(Text(2 * Chunk));
        Fails(SecretFault.Surplus, "the text goes on after its last chunk, chunk 2.", [.. locked, 1]);
    }

    [Fact]
    public async Task It_opens_under_its_own_name_and_key_only()
    {
        var (locked, _) = await LockAsync(Text(10));
        Assert.Throws<SecretException>(() => Open(locked, name: "another text"));
        Assert.Throws<SecretException>(() => Open(locked, key: new byte[DataKey.Length]));
        Fails(SecretFault.UnknownForm, "the text does not begin as a sealed file does, or is of a form that this version does not know.", new byte[100]);
    }

    [Fact]
    public async Task The_same_text_never_looks_the_same()
    {
        var (one, two) = ((await LockAsync(Text(500))).Bytes, (await LockAsync(Text(500))).Bytes);
        Assert.NotEqual(one[^300..], two[^300..]);
    }

    private static byte[] Text(int length)
    {
        var text = new byte[length];
        new Random(length).NextBytes(text);
        return text;
    }

    private static async Task<(byte[] Bytes, byte[] Hash)> LockAsync(byte[] text)
    {
        var locked = new MemoryStream();
        await using var writer = new SealingStream(locked, Key, Name, Entropy.System);
        await writer.WriteAsync(text, Ct);
        var hash = await writer.CompleteAsync(Ct);
        return (locked.ToArray(), hash);
    }

    private static void Fails(SecretFault fault, string sentence, byte[] locked)
    {
        var problem = Assert.Throws<SecretException>(() => Open(locked));
        Assert.Equal((fault, sentence), (problem.Fault, problem.Message));
    }

    /// <summary>Opens it; what comes before a failure must be the beginning of the true text.</summary>
    private static byte[] Open(byte[] locked, byte[]? text = null, string name = Name, byte[]? key = null)
    {
        using var reader = new UnsealingStream(new MemoryStream(locked), key ?? Key, name);
        var opened = new MemoryStream();
        try
        {
            reader.CopyToAsync(opened, Ct).GetAwaiter().GetResult();
        }
        finally
        {
            Assert.True(text is null || text.AsSpan().StartsWith(opened.ToArray()));
        }

        return opened.ToArray();
    }
}
