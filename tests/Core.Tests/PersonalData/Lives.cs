using System.Buffers;
using System.Text;
using FlippyFlip.Core.Events;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.PersonalData;

/// <summary>Somebody of whom everything is stored that there is, and what is left of them.</summary>
internal static class Lives
{
    public const string BotName = "Flippy Flip";

    /// <summary>Plays, earns, buys, is granted something, is restricted for a day and appeals.</summary>
    public static async Task LiveAsync(this Visitor ada)
    {
        var bot = ada.Bot;
        await ada.SayAsync("/start");
        await ada.BetAsync(40);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.PressAsync(await ada.SayAsync("/fairness"), "Reveal and renew server seed");
        await bot.GrantAsync(ada, 500);
        await bot.Owner.SayAsync($"/dev-ban user:{ada.Id} duration:day scope:trade reason:too loud");
        var form = await ada.PressAsync(await ada.SayAsync("/appeal"), "State my case");
        await ada.SubmitAsync(form, "It was somebody else who was so loud.");
        await bot.Part<IStore>().CommitAsync(
            new Commit()
                .Insert(new Installation { Id = Installation.IdOf(bot.ApplicationId, ada.Id), Bot = bot.ApplicationId, User = ada.Id, AuthorizedAt = bot.Clock.GetUtcNow() })
                .Insert(new EntitlementRecord { Id = $"{bot.ApplicationId}/77", Bot = bot.ApplicationId, Entitlement = new Snowflake(77), Sku = new Snowflake(7), User = ada.Id, ToldAt = bot.Clock.GetUtcNow() }),
            CancellationToken.None);
    }

    /// <summary>Besides, deals with somebody, who is asked back about them: all that a person can be held in.</summary>
    public static async Task LiveAmongOthersAsync(this Visitor ada, Visitor bob)
    {
        var bot = ada.Bot;
        await ada.SayAsync("/start");
        await bob.SayAsync("/start");
        await bot.GrantAsync(bob, 50_000);
        await ada.SayAsync($"/pay user:{bob.Id} amount:100");
        await bob.SayAsync($"/pay user:{ada.Id} amount:100");
        await ada.SayAsync($"/request user:{bob.Id} amount:50");
        await bot.VoteAsync(ada);
        await ada.SubmitAsync(await ada.SayAsync("/report"), "The coin always lands on its edge.");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bob.SayAsync($"/pay user:{ada.Id} amount:20100");
        await ada.SayAsync("/flipqueue amount:50");
        await ada.LiveAsync();
        await ada.SayAsync($"/block user:{bob.Id}");
    }

    /// <summary>Asks for the erasure, to the last step.</summary>
    public static async Task<Seen> AskForErasureAsync(this Visitor ada, string name = BotName)
    {
        var form = await ada.PressAsync(await ada.SayAsync("/deletemydata"), "Type my name");
        return await ada.SubmitAsync(form, name);
    }

    public static async Task<string> RunErasureAsync(this Bot bot) =>
        Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("Erasure", CancellationToken.None)).Outcome.Sentence;

    /// <summary>Asks for it, waits until it is due, and has it done.</summary>
    public static async Task EraseAsync(this Visitor ada)
    {
        await ada.AskForErasureAsync();
        ada.Bot.Clock.Advance(TimeSpan.FromHours(72));
        Assert.Equal("1 erased", await ada.Bot.RunErasureAsync());
    }

    /// <summary>Every document of the store that has a text in it, as <c>collection id</c>.</summary>
    public static async Task<IReadOnlyList<string>> MentionsAsync(this Bot bot, string text)
    {
        var found = new List<string>();
        var json = new ArrayBufferWriter<byte>();
        foreach (var collection in Collections.All)
        {
            await foreach (var document in collection.ScanAsync(bot.Part<IStore>(), null, CancellationToken.None))
            {
                json.ResetWrittenCount();
                collection.Write(document, json);
                if (Encoding.UTF8.GetString(json.WrittenSpan).Contains(text, StringComparison.Ordinal))
                {
                    found.Add($"{collection.Name} {document.Id}");
                }
            }
        }

        return found;
    }
}
