namespace FlippyFlip.Contracts.Heads;

/// <summary>A head that answers letters, with the test's clock and chance in it.</summary>
public interface IHeadUnderTest : IAsyncDisposable
{
    TestClock Clock { get; }

    byte[] Sign(byte[] message);

    Task<HeadAnswer> PostAsync(HeadLetter letter);
}

/// <summary>
/// Both heads answer the same letters with the same bytes. The letters lie beside this file; they come in the order of their names, five seconds
/// apart, to one bot whose chance and clock are the test's.
/// </summary>
public abstract class HeadContract
{
    /// <summary>Of the bot.</summary>
    protected static Rfc8032 Key => Rfc8032.Test3;

    /// <summary>What a list of bots signs the bot's votes with.</summary>
    protected static string VoteSecret => "whs_0123456789abcdef0123456789abcdef";

    /// <summary>What the bot is configured with, in every head.</summary>
    protected static Dictionary<string, string?> Settings => new()
    {
        ["Bot:ApplicationId"] = "1200000000000000001",
        ["Bot:PublicKey"] = Convert.ToHexStringLower(Key.PublicKey),
        ["Bot:VoteSecret"] = VoteSecret,
        ["Privacy:Pepper"] = Convert.ToBase64String(new byte[32]),
    };

    private static string Letters => Path.Combine(RepositoryRoot.Path, "tests", "Contracts", "Heads", "Letters");

    /// <summary>A head on an empty store. The n-th secret is made of bytes n.</summary>
    protected abstract Task<IHeadUnderTest> StartAsync();

    [Fact]
    public async Task Answers_every_letter_with_the_approved_bytes()
    {
        await using var head = await StartAsync();
        var requests = Directory.GetFiles(Letters, "*.request.http").Order(StringComparer.Ordinal).ToList();
        var wrong = new List<string>();
        foreach (var request in requests)
        {
            head.Clock.Advance(TimeSpan.FromSeconds(5));
            var answer = await head.PostAsync(HeadLetter.Parse(await File.ReadAllTextAsync(request), head.Clock.GetUtcNow(), head.Sign));
            var approved = request.Replace(".request.", ".approved.");
            var expected = File.Exists(approved) ? await File.ReadAllBytesAsync(approved) : [];
            if (!answer.Written.AsSpan().SequenceEqual(expected))
            {
                var received = $"{request[..^".request.http".Length]}.{GetType().Name}.received.http";
                await File.WriteAllBytesAsync(received, answer.Written);
                wrong.Add($"mv {received} {approved}");
            }
        }

        Assert.NotEmpty(requests);
        Assert.True(wrong.Count == 0, $"Answers differ from what is approved. If they are right:\n{string.Join('\n', wrong)}");
    }
}
