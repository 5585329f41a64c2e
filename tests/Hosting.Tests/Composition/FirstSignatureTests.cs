using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Hosting.Composition;

namespace FlippyFlip.Hosting.Tests.Composition;

public sealed class FirstSignatureTests
{
    [Fact]
    public async Task Is_checked_once_and_beside_the_start()
    {
        using var asked = new ManualResetEventSlim();
        using var key = new Key();
        using var first = new FirstSignature(() =>
        {
            // Whoever parsed the key while starting would wait here for ever.
            asked.Wait(TestContext.Current.CancellationToken);
            return new Bots(new ServedBot(new Bot { ApplicationId = new Snowflake(1) }, key));
        });

        await first.StartAsync(CancellationToken.None);
        Assert.Equal(0, key.Checks);
        asked.Set();
        await first.ExecuteTask!;

        Assert.Equal(1, key.Checks);
    }

    private sealed class Bots(ServedBot mother) : IBots
    {
        public ServedBot? Find(Snowflake? applicationId) => applicationId is null ? mother : null;
    }

    private sealed class Key : IVerifyingKey
    {
        public int Checks { get; private set; }

        public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
        {
            Assert.Equal(64, signature.Length);
            Checks++;
            return false;
        }

        public void Dispose()
        {
        }
    }
}
