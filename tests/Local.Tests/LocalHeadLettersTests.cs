using FlippyFlip.Contracts;
using FlippyFlip.Contracts.Heads;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.OpenSsl;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Local.Tests;

public sealed class LocalHeadLettersTests : HeadContract
{
    protected override async Task<IHeadUnderTest> StartAsync() =>
        new Head(await Bot.StartAsync(new BotOptions { Settings = Settings, Entropy = Chance.Counting() }), Ed25519SigningKey.FromSeed(Key.Seed));

    private sealed class Head(Bot bot, Ed25519SigningKey key) : IHeadUnderTest
    {
        public TestClock Clock => bot.Clock;

        public byte[] Sign(byte[] message) => key.Sign(message);

        public async Task<HeadAnswer> PostAsync(HeadLetter letter)
        {
            using var answer = await bot.PostRawAsync(letter.Body, letter.Signature, letter.Timestamp, letter.ContentType, letter.Path);
            return new HeadAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsByteArrayAsync());
        }

        public async ValueTask DisposeAsync()
        {
            await bot.DisposeAsync();
            key.Dispose();
        }
    }
}
