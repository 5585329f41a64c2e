using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Hosting.Discord;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Hosting.Tests.Configuration;

public sealed class SettingsTests
{
    private const string Key = "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29";
    private const string Pepper = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly DevelopmentIdentity Development = new(new Snowflake(1_200_000_000_000_000_001), new byte[32], [.. Enumerable.Repeat((byte)7, 32)], new Snowflake(900_000_000_000_000_001));

    private static readonly (string, string)[] Least = [("Bot:ApplicationId", "1234567890123456789"), ("Bot:PublicKey", Key), ("Privacy:Pepper", Pepper)];

    [Fact]
    public void Nothing_is_needed_on_a_developers_machine()
    {
        var settings = Settings.Read(Configured(), Development);

        Assert.Equal((Development.ApplicationId, "Flippy Flip", Bot.DefaultAccent, (Snowflake?)Development.Owner), (settings.Bot.ApplicationId, settings.Bot.Name, settings.Bot.Accent, settings.Bot.Owner));
        Assert.Equal((0, (Uri?)null, (Uri?)null), (settings.Bot.Developers.Count, settings.Bot.Support, settings.Bot.Website));
        Assert.Equal((Development.PublicKey, Development.Pepper), (settings.PublicKey, settings.Pepper));
        Assert.Equal((SignatureGate.DefaultWindow, Paces.Default, Deadlines.Default, DiscordOptions.Default), (settings.SignatureWindow, settings.Paces, settings.Deadlines, settings.Discord));
    }

    [Fact]
    public void Elsewhere_three_settings_are_needed_and_all_that_lack_are_named_with_their_mend()
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Settings.Read(Configured(), fallback: null));

        Assert.Equal(
            """
            3 settings are wrong:
              - Bot__ApplicationId is missing: set it to the application's id, 17 to 20 digits from Discord's developer portal.
              - Bot__PublicKey is missing: set it to 64 hex digits, from General Information in Discord's developer portal.
              - Privacy__Pepper is missing: set it to 32 random bytes in base64.
            """,
            wrong.Message);
    }

    [Fact]
    public void The_three_are_enough()
    {
        var settings = Settings.Read(Configured(Least), fallback: null);

        Assert.Equal((new Snowflake(1_234_567_890_123_456_789), (Snowflake?)null), (settings.Bot.ApplicationId, settings.Bot.Owner));
        Assert.Equal((Key, Pepper), (Convert.ToHexStringLower(settings.PublicKey), Convert.ToBase64String(settings.Pepper)));
    }

    [Fact]
    public void A_mistyped_name_is_a_mistake_and_what_is_not_ours_is_left_alone()
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Settings.Read(
            Configured([("RateLimit:User", "1/1"), ("RATELIMITS:BOT", "1000/1"), ("RateLimits:Usr", "1/1"), ("Path", "/bin"), ("RateLimits:Empty", ""), ("Data:Pth", "/z"), ("Data:Path", "/z")]), Development));

        Assert.Equal(["Data__Pth is not a setting; Data has Data__Path.", "RateLimits__Usr is not a setting; RateLimits has RateLimits__User, RateLimits__Bot."], wrong.Mistakes);
    }

    [Fact]
    public void Every_mistake_is_named_at_once_with_its_mend_and_without_its_value()
    {
        const string value = "wr0ng-value";

        var wrong = Assert.Throws<ConfigurationException>(() => Settings.Read(
            Configured(
            [
                .. ((string[])["Bot:ApplicationId", "Bot:Accent", "Bot:Owner", "Bot:Developers", "Bot:Support", "Bot:Website", "Bot:PublicKey", "Privacy:Pepper", "Signature:Window", "RateLimits:User",
                    "RateLimits:Bot", "Deadline:Attempt", "Discord:BaseAddress", "Links:Verifier", "Bot:Token"]).Select(name => (name, value)),
                ("Bot:Name", new string('n', 33)),
            ]),
            fallback: null));

        Assert.Equal(
            """
            16 settings are wrong:
              - Bot__ApplicationId is not a Discord id, 17 to 20 digits.
              - Bot__Name is not at most 32 characters.
              - Bot__Accent is not a colour such as #5865F2.
              - Bot__Owner is not a Discord id, 17 to 20 digits.
              - Bot__Developers is not Discord ids separated by commas.
              - Bot__Support is not an address that begins with https:// or http://.
              - Bot__Website is not an address that begins with https:// or http://.
              - Bot__PublicKey is not 64 hex digits, from General Information in Discord's developer portal.
              - Privacy__Pepper is not 32 random bytes in base64.
              - Signature__Window is not seconds from 10 to 3600.
              - Links__Verifier is not an address that begins with https:// or http://.
              - RateLimits__User is not a burst and the seconds to refill one, such as 10/1.
              - RateLimits__Bot is not a burst and the seconds to refill one, such as 10/1.
              - Deadline__Attempt is not seconds from 0.05 to 2.5.
              - Discord__BaseAddress is not an address that begins with https:// or http://.
              - Bot__Token does not look like a bot token, which has 20 to 200 letters and no blanks, such as MTIwMDAw.Abc123.the-rest-is-secret; copy it again from Bot in Discord's developer portal.
            """,
            wrong.Message);
        Assert.DoesNotContain(value, wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Votes_are_taken_where_there_is_a_secret_and_the_page_is_the_list_s_unless_there_is_another()
    {
        var none = Settings.Read(Configured(Least), fallback: null);
        var own = Settings.Read(Configured([.. Least, ("Bot:VoteSecret", "whs_0123456789abcdef")]), fallback: null);
        var page = Settings.Read(Configured([.. Least, ("Bot:VoteSecret", "whs_0123456789abcdef"), ("Links:Vote", "https://example.org/vote")]), fallback: null);
        var development = Settings.Read(Configured(), Development with { VoteSecret = "whs_0123456789abcdef" });

        Assert.Equal(((Uri?)null, true), (none.Bot.Vote, none.VoteSecret is null));
        Assert.Equal(("https://top.gg/bot/1234567890123456789/vote", true), (own.Bot.Vote!.AbsoluteUri, own.VoteSecret is not null));
        Assert.Equal("https://example.org/vote", page.Bot.Vote!.AbsoluteUri);
        Assert.NotNull(development.VoteSecret);
        Assert.Null(Settings.Read(Configured(Least), Development with { VoteSecret = "whs_0123456789abcdef" }).VoteSecret);
    }

    [Theory]
    [InlineData("too-short")]
    [InlineData("with blanks in between")]
    [InlineData("ünïcödé-0123456789")]
    public void A_vote_secret_that_cannot_be_one_is_a_mistake_and_is_not_shown(string secret)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Settings.Read(Configured([.. Least, ("Bot:VoteSecret", secret)]), fallback: null));

        Assert.Equal(["Bot__VoteSecret is not 16 to 200 letters, digits and signs without blanks, as the list of bots shows it under Webhooks."], wrong.Mistakes);
    }

    [Fact]
    public void A_vote_page_without_a_secret_is_a_mistake() => Assert.Equal(
        ["Links__Vote is given without Bot__VoteSecret, so no vote could be paid: set the secret as well, or neither."],
        Assert.Throws<ConfigurationException>(() => Settings.Read(Configured([.. Least, ("Links:Vote", "https://example.org/vote")]), fallback: null)).Mistakes);

    [Fact]
    public void The_master_key_is_read_with_the_rest_and_alone_and_may_be_missing()
    {
        var settings = Settings.Read(Configured([.. Least, ("Secrets:MasterKey", Pepper)]), fallback: null);

        Assert.Equal(Pepper, Convert.ToBase64String(settings.MasterKey!));
        Assert.Equal(settings.MasterKey, Settings.ReadMasterKey(Configured(("Secrets:MasterKey", Pepper))));
        Assert.Null(Settings.Read(Configured(Least), fallback: null).MasterKey);
        Assert.Null(Settings.ReadMasterKey(Configured()));
        Assert.Equal(
            ["Secrets__MasterKey is not 32 random bytes in base64."], Assert.Throws<ConfigurationException>(() => Settings.ReadMasterKey(Configured(("Secrets:MasterKey", "x")))).Mistakes);
    }

    [Theory]
    [InlineData("Bot:PublicKey", "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da2")]
    [InlineData("Bot:PublicKey", "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da299")]
    [InlineData("Bot:PublicKey", "zb6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29")]
    [InlineData("Privacy:Pepper", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]
    [InlineData("Privacy:Pepper", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g")]
    [InlineData("Privacy:Pepper", "not base64 at all!")]
    [InlineData("Secrets:MasterKey", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]
    [InlineData("Secrets:MasterKey", "not base64 at all!")]
    [InlineData("Bot:Token", "MTIzNDU2Nzg5 with blanks inside it")]
    [InlineData("Bot:Token", "short")]
    public void A_secret_that_is_wrong_is_named_but_not_shown(string name, string value)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Settings.Read(Configured([.. Least, (name, value)]), fallback: null));

        Assert.StartsWith(name.Replace(":", "__", StringComparison.Ordinal), Assert.Single(wrong.Mistakes), StringComparison.Ordinal);
        Assert.DoesNotContain(value, wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Signature:Window", "10", true)]
    [InlineData("Signature:Window", "3600", true)]
    [InlineData("Signature:Window", "9.99", false)]
    [InlineData("Signature:Window", "3600.01", false)]
    [InlineData("Signature:Window", "-300", false)]
    [InlineData("Signature:Window", "1e2", false)]
    [InlineData("Signature:Window", "NaN", false)]
    [InlineData("Signature:Window", "3,5", false)]
    [InlineData("Deadline:Attempt", "0.05", true)]
    [InlineData("Deadline:Attempt", "2.5", true)]
    [InlineData("Deadline:Attempt", "0.049", false)]
    [InlineData("Deadline:Attempt", "2.51", false)]
    [InlineData("RateLimits:User", "1/0.000001", true)]
    [InlineData("RateLimits:User", "1000000/86400", true)]
    [InlineData("RateLimits:User", "0/1", false)]
    [InlineData("RateLimits:User", "1000001/1", false)]
    [InlineData("RateLimits:User", "1/0", false)]
    [InlineData("RateLimits:User", "1/86400.1", false)]
    [InlineData("RateLimits:User", "-1/1", false)]
    [InlineData("RateLimits:User", "10", false)]
    [InlineData("RateLimits:User", "10/1/1", false)]
    [InlineData("RateLimits:User", "/1", false)]
    [InlineData("RateLimits:Bot", "1/60", true)]
    [InlineData("RateLimits:Bot", "ten/1", false)]
    [InlineData("Bot:Name", "a name of exactly 32 characters!", true)]
    [InlineData("Bot:Name", "a name of exactly 33 characters!!", false)]
    [InlineData("Bot:Accent", "#000000", true)]
    [InlineData("Bot:Emoji", "Coin=💰; win = 🏆;", true)]
    [InlineData("Bot:Emoji", "Coin=<:gold:1234567890>", false)]
    [InlineData("Bot:Emoji", "Gold=💰", false)]
    [InlineData("Bot:Emoji", "Coin", false)]
    [InlineData("Bot:Emoji", "Coin=", false)]
    [InlineData("Bot:Emoji", "Coin=💰💰💰💰💰💰💰💰💰", false)]
    [InlineData("Bot:Accent", "#fFfFfF", true)]
    [InlineData("Bot:Accent", "ffffff", false)]
    [InlineData("Bot:Accent", "#fffff", false)]
    [InlineData("Bot:Accent", "#ffffff0", false)]
    [InlineData("Bot:Accent", "#gggggg", false)]
    [InlineData("Bot:Owner", "18446744073709551615", true)]
    [InlineData("Bot:Owner", "18446744073709551616", false)]
    [InlineData("Bot:Owner", "0", false)]
    [InlineData("Bot:Owner", "-5", false)]
    [InlineData("Bot:Developers", "900000000000000001, 900000000000000002 ,", true)]
    [InlineData("Bot:Developers", "900000000000000001;900000000000000002", false)]
    [InlineData("Bot:Developers", "900000000000000001,0", false)]
    [InlineData("Bot:Support", "https://discord.gg/x", true)]
    [InlineData("Bot:Support", "ftp://example.com", false)]
    [InlineData("Bot:Support", "/help", false)]
    [InlineData("Bot:Website", "http://localhost:5173", true)]
    [InlineData("Bot:Website", "javascript:alert(1)", false)]
    [InlineData("Links:Verifier", "https://example.com/verify", true)]
    [InlineData("Links:Verifier", "/verify", false)]
    [InlineData("Links:Verifer", "https://example.com/verify", false)]
    [InlineData("Discord:BaseAddress", "http://127.0.0.1:5000/api/v10", true)]
    [InlineData("Discord:BaseAddress", "file:///etc/passwd", false)]
    [InlineData("Bot:Token", "12345678901234567890", true)]
    [InlineData("Bot:Token", "1234567890123456789", false)]
    [InlineData("Jobs:Clock", "on", true)]
    [InlineData("Jobs:Clock", "OFF", true)]
    [InlineData("Jobs:Clock", "yes", false)]
    public void Each_setting_has_its_bounds(string name, string value, bool isGood)
    {
        var wrong = Record.Exception(() => Settings.Read(Configured((name, value)), Development)) as ConfigurationException;

        Assert.Equal(isGood ? [] : [name.Replace(":", "__", StringComparison.Ordinal)], wrong?.Mistakes.Select(mistake => mistake.Split(' ')[0]) ?? []);
    }

    [Fact]
    public void What_is_given_is_what_counts()
    {
        var settings = Settings.Read(
            Configured(
                [.. Least, ("Bot:Name", " Coiny "), ("Bot:Accent", "#010203"), ("Bot:Owner", "900000000000000009"), ("Bot:Developers", "900000000000000001,900000000000000002"), ("Bot:Support", "https://discord.gg/x"),
                ("Bot:Website", "https://example.com/"), ("Signature:Window", "60"), ("RateLimits:User", "3/2.5"), ("RateLimits:Bot", "7/0.5"), ("Deadline:Attempt", "1.5"), ("Discord:BaseAddress", "http://127.0.0.1:1/api/")]),
            Development);

        Assert.Equal(("Coiny", 0x010203, (Snowflake?)new Snowflake(900_000_000_000_000_009)), (settings.Bot.Name, settings.Bot.Accent, settings.Bot.Owner));
        Assert.Equal([new Snowflake(900_000_000_000_000_001), new Snowflake(900_000_000_000_000_002)], settings.Bot.Developers.Order());
        Assert.Equal(("https://discord.gg/x", "https://example.com/", "http://127.0.0.1:1/api/"), (settings.Bot.Support!.AbsoluteUri, settings.Bot.Website!.AbsoluteUri, settings.Discord.BaseAddress.AbsoluteUri));
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1.5)), (settings.SignatureWindow, settings.Deadlines.Attempt));
        Assert.Equal(new Paces(new RateLimit(3, TimeSpan.FromSeconds(2.5)), new RateLimit(7, TimeSpan.FromSeconds(0.5))), settings.Paces);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_blank_setting_counts_as_not_given(string blank) =>
        Assert.Equal("Flippy Flip", Settings.Read(Configured(("Bot:Name", blank), ("Bot:Owner", blank), ("Signature:Window", blank)), Development).Bot.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void An_application_of_ones_own_needs_its_own_key(string? key)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Settings.Read(Configured(("Bot:ApplicationId", "1234567890123456789"), ("Bot:PublicKey", key!)), Development));

        Assert.Equal(["Bot__PublicKey is missing: set it to 64 hex digits, from General Information in Discord's developer portal."], wrong.Mistakes);
    }

    [Fact]
    public void Bug_an_application_of_ones_own_was_owned_by_the_user_of_the_development_one()
    {
        var settings = Settings.Read(Configured(("Bot:ApplicationId", "1234567890123456789"), ("Bot:PublicKey", new string('a', 64))), Development);

        Assert.Null(settings.Bot.Owner);
    }

    private static IConfiguration Configured(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.GroupBy(setting => setting.Name).Select(same => KeyValuePair.Create(same.Key, (string?)same.Last().Value))).Build();
}
