using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Sessions;
using Bot = FlippyFlip.FrontDoor.Bot;
using BotOptions = FlippyFlip.FrontDoor.BotOptions;

namespace FlippyFlip.Core.Tests.PersonalData;

public sealed class MyDataFileTests
{
    [Fact]
    public async Task Everything_is_in_it_but_secrets_and_what_is_about_others()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.LiveAsync();
        await bot.Ada.AskForErasureAsync();
        await bot.Bob.SayAsync("/start");
        var player = (await bot.PlayerAsync(bot.Ada))!;

        var (json, text) = await MadeAsync(bot, Limits.File);

        var full = Holdings.All.Where(holding => json[holding.Collection.Name]!.AsArray().Count > 0).Select(holding => holding.Collection.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["appeals", "audit", "entitlements", "erasures", "installations", "ledger", "outbox", "players", "rounds", "seeds", "starter_claims"], full);
        Assert.DoesNotContain(player.Seeds.Server, text, StringComparison.Ordinal);
        Assert.Equal((player.Seeds.Hash, null), ((string?)json["players"]![0]!["seeds"]!["serverHash"], json["players"]![0]!["seeds"]!["server"]));
        Assert.Equal((await bot.EverythingAsync<RevealedSeed>())[0].Server, (string?)json["seeds"]![0]!["server"]);
        Assert.DoesNotContain($"{bot.Bob.Id}", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{bot.Owner.Id}", text, StringComparison.Ordinal);
        Assert.Equal(["dev-grant", "dev-ban"], json["audit"]!.AsArray().Select(entry => (string?)entry!["action"]));
        Assert.Equal(Holdings.All.Select(holding => holding.Collection.Name), json["kept"]!.AsObject().Select(kept => kept.Key));
    }

    [Fact]
    public async Task What_is_too_large_is_packed_and_what_is_too_large_even_so_is_not_made()
    {
        // What the ban sends would change its document between two files.
        await using var bot = await Bot.StartAsync(new BotOptions { IsOutboxSilent = true });
        await bot.Ada.LiveAsync();
        var plain = await MakeAsync(bot, Limits.File);

        var packed = (await MakeAsync(bot, plain!.Content.Length - 1))!;

        Assert.Equal(("mydata.json", "application/json"), (plain.Name, plain.ContentType));
        Assert.Equal(("mydata.json.gz", "application/gzip"), (packed.Name, packed.ContentType));
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(packed.Content.ToArray()), CompressionMode.Decompress));
        Assert.Equal(Encoding.UTF8.GetString(plain.Content.Span), await unpacked.ReadToEndAsync());
        Assert.Null(await MakeAsync(bot, packed.Content.Length - 1));
    }

    private static async Task<(JsonObject Json, string Text)> MadeAsync(Bot bot, int most)
    {
        var text = Encoding.UTF8.GetString((await MakeAsync(bot, most))!.Content.Span);
        return (JsonNode.Parse(text)!.AsObject(), text);
    }

    private static Task<EnclosedFile?> MakeAsync(Bot bot, int most) =>
        new MyDataFile(bot.Part<SessionParts>(), bot.Part<IBots>(), most).MakeAsync($"{bot.ApplicationId}/global/{bot.Ada.Id}", CancellationToken.None);
}
