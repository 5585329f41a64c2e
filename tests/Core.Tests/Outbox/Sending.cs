using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using Microsoft.Extensions.Logging;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Outbox;

/// <summary>Commands that send, on a real bot with a token.</summary>
internal static class Sending
{
    public const string Token = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.test.token-of-no-bot";

    public static readonly Snowflake User = new(900_000_000_000_000_101);

    public static Task<Bot> StartAsync(BotOptions? options = null)
    {
        var wished = options ?? new BotOptions();
        return Bot.StartAsync(wished with { Settings = new Dictionary<string, string?>(wished.Settings) { ["Bot:Token"] = wished.Settings.GetValueOrDefault("Bot:Token", Token) } });
    }

    public static Outgoing.DirectMessage Direct(string text = "Hello!") => new(User, Reply.Text(Phrase.Verbatim(text)), Locale.English);

    /// <summary>Runs a handler that sends, as the command of an interaction.</summary>
    public static Task<Reply> SayAsync(this UnitOfWork work, Bot bot, ulong interaction, params Outgoing[] messages) => work.RunAsync(
        Caller(bot, interaction),
        bot.Part<Catalogue>().Find("ping")!,
        session =>
        {
            foreach (var message in messages)
            {
                session.Send(message);
            }

            return Task.FromResult(Reply.Text($"Done."));
        },
        CancellationToken.None);

    public static Task<Reply> SayAsync(this Bot bot, ulong interaction, params Outgoing[] messages) => bot.Part<UnitOfWork>().SayAsync(bot, interaction, messages);

    /// <summary>Commits a message whose signal is lost, as by a process that dies right after the commit. Gives its id.</summary>
    public static async Task<string> LeaveAsync(this Bot bot, Outgoing message, ulong interaction = 77)
    {
        await new UnitOfWork(bot.Part<SessionParts>(), Paces.Default, new NoSignal()).SayAsync(bot, interaction, message);
        return $"{bot.ApplicationId}/{interaction}/1";
    }

    /// <summary>What another process would send with, over the same store.</summary>
    public static OutboxDispatcher Dispatcher(this Bot bot, IDiscordApi discord, IBots? bots = null) => new(
        bot.Part<IStore>(), discord, bots ?? bot.Part<IBots>(), new TokenQuarantine(bot.Part<IStore>(), bot.Clock), Entropy.System, bot.Clock, bot.Part<ILogger<OutboxDispatcher>>(), []);

    public static async Task<OutboxMessage> MessageAsync(this Bot bot) => Assert.Single(await bot.EverythingAsync<OutboxMessage>());

    public static Caller Caller(Bot bot, ulong interaction) => new()
    {
        Bot = bot.Part<IBots>().Find(null)!.Bot,
        Interaction = new Snowflake(interaction),
        UserId = User,
        Name = "Ada",
        GuildId = null,
        Level = Level.Player,
        Locale = Locale.English,
        PublicLocale = Locale.English,
        Receipt = default,
    };

    private sealed class NoSignal : IOutboxSignal
    {
        public void Raise(string id)
        {
        }
    }
}
