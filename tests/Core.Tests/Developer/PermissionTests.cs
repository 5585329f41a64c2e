using FlippyFlip.Core.Discord;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Core.Tests.Developer;

public sealed class PermissionTests
{
    private const string Developers = "900000000000000103, 900000000000000104";

    public static TheoryData<string> Lines => ["/dev-health", "/dev-reconcile scope:me", "/dev-grant user:900000000000000102 amount:5 reason:because", "/dev-appeals", "/dev-ban user:900000000000000102 duration:week reason:because"];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Players_are_refused(string line)
    {
        await using var bot = await Bot.StartAsync();

        await AssertRefusedAsync(bot, bot.Ada, line);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Server_admins_are_refused(string line)
    {
        await using var bot = await Bot.StartAsync();

        await AssertRefusedAsync(bot, bot.Ada with { Permissions = Sender.AllPermissions }, line);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Admins_in_direct_messages_are_refused(string line)
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = { ["Bot:Developers"] = Developers } });

        await AssertRefusedAsync(bot, bot.Ada with { Permissions = Sender.AllPermissions, IsInGuild = false }, line);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task The_owner_is_let_in_wherever_they_are(string line)
    {
        await using var bot = await Bot.StartAsync();

        await bot.Owner.SayAsync(line);
        await (bot.Owner with { IsInGuild = false }).SayAsync(line);

        Assert.Equal([bot.Owner.Id, bot.Owner.Id], (await bot.AuditAsync()).Select(entry => entry.Actor));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Configured_developers_are_let_in(string line)
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = { ["Bot:Developers"] = Developers } });
        var developer = bot.Ada with { Id = new Snowflake(900_000_000_000_000_104), Permissions = "0" };

        await developer.SayAsync(line);

        Assert.Equal([developer.Id], (await bot.AuditAsync()).Select(entry => entry.Actor));
    }

    [Fact]
    public async Task A_configured_owner_takes_the_place_of_the_development_owner()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = { ["Bot:Owner"] = "900000000000000101" } });

        await AssertRefusedAsync(bot, bot.Owner, "/dev-health");
        await bot.Ada.SayAsync("/dev-health");

        Assert.Equal([bot.Ada.Id], (await bot.AuditAsync()).Select(entry => entry.Actor));
    }

    private static async Task AssertRefusedAsync(Bot bot, Visitor visitor, string line)
    {
        var seen = await visitor.SayAsync(line);

        Assert.Equal($"(private)\n`{line.Split(' ')[0]}` is for operators of this bot.", seen.ToString());
        Assert.Empty(await bot.AuditAsync());
        Assert.Null(await bot.PlayerAsync(bot.Bob));
    }
}
