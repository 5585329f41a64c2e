using FlippyFlip.Contracts;
using FlippyFlip.Core.Safety;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class SettingsTests
{
    private const string Languages = "English | Deutsch | Français | Español | Português do Brasil | 日本語";

    [Fact]
    public async Task Shows_what_holds_for_somebody_new_and_stores_nobody()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/settings");

        Assert.Equal(
            $"""
            (private)
            # ⚙️ Your settings
            Language: As in Discord
            Replies: Everyone sees them, unless they are private anyway
            Your bank: Only you see it
            I ask back above: No limit of yours
            Reminders: No reminders
            -- What everyone in a server sees is in the server's language.
            <Your language: *As in Discord | {Languages}>
            [Show replies only to me] [Let others see my bank]
            [When to ask back] [Reminders]
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Answers_in_the_language_that_was_just_chosen_and_from_then_on()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "de");

        Assert.Equal(
            $"""
            (update)
            # ⚙️ Deine Einstellungen
            Sprache: Deutsch
            Antworten: Alle sehen sie, sofern sie nicht ohnehin privat sind
            Deine Bank: Nur du siehst sie
            Ich frage nach über: Keine Grenze von dir
            Erinnerungen: Keine Erinnerungen
            -- Was auf einem Server alle sehen, ist in der Sprache des Servers.
            <Deine Sprache: Wie in Discord | {Languages.Replace("Deutsch", "*Deutsch", StringComparison.Ordinal)}>
            [Antworten nur mir zeigen] [Anderen meine Bank zeigen]
            [Wann nachfragen] [Erinnerungen]
            """,
            seen.ToString());
        Assert.StartsWith("(private)\n# ⏳ Deine Wartezeiten", (await bot.Ada.SayAsync("/cooldowns")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# 📊 Was die Spiele zurückgeben", (await bot.Ada.SayAsync("/odds")).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(form)\nDein Client-Seed", (await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Client-Seed wählen")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggests_in_the_language_that_was_chosen()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var english = await bot.Ada.TypeAsync("/bet amount:", "amount");
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "de");

        var german = await bot.Ada.TypeAsync("/bet amount:", "amount");

        Assert.NotEqual(english.ToString(), german.ToString());
        Assert.Equal((await (bot.Ada with { Locale = "de" }).TypeAsync("/bet amount:", "amount")).ToString(), german.ToString());
    }

    [Fact]
    public async Task What_everybody_sees_stays_in_the_language_of_the_server()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "ja");

        Assert.StartsWith("# 🎁 Welcome, Ada!", (await bot.Ada.SayAsync("/start")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("discord")]
    [InlineData("xx")]
    [InlineData("DE")]
    [InlineData("")]
    public async Task Leaves_the_language_to_Discord_again(string value)
    {
        await using var bot = await Bot.StartAsync();
        var settings = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "fr");

        var seen = await bot.Ada.ChooseAsync(settings, value);

        Assert.StartsWith("(update)\n# ⚙️ Your settings\nLanguage: As in Discord\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Null((await bot.PlayerAsync(bot.Ada))!.Preferences.Language);
    }

    [Fact]
    public async Task Replies_turn_private_and_public_again_and_a_second_press_changes_nothing()
    {
        await using var bot = await Bot.StartAsync();
        var settings = await bot.Ada.SayAsync("/settings");

        var seen = await bot.Ada.PressAsync(settings, "Show replies only to me");
        var again = await bot.Ada.PressAsync(settings, "Show replies only to me");

        Assert.Contains("\nReplies: Only you see them\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n[Show replies to everyone] [Let others see my bank]\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(seen.ToString(), again.ToString());
        Assert.StartsWith("(private)\n", (await bot.Ada.SayAsync("/flip")).ToString(), StringComparison.Ordinal);
        await bot.Ada.PressAsync(seen, "Show replies to everyone");
        Assert.DoesNotContain("(private)", (await bot.Ada.SayAsync("/flip")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_see_the_bank_as_long_as_they_may()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:400");
        var hidden = (await bot.Bob.SayAsync($"/balance user:{bot.Ada.Id}")).ToString();

        var shared = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/settings"), "Let others see my bank");
        Assert.Contains("\nYour bank: Others see it\n", shared.ToString(), StringComparison.Ordinal);
        Assert.Contains("400", (await bot.Bob.SayAsync($"/balance user:{bot.Ada.Id}")).ToString(), StringComparison.Ordinal);

        await bot.Ada.PressAsync(shared, "Hide my bank");
        Assert.Equal(hidden, (await bot.Bob.SayAsync($"/balance user:{bot.Ada.Id}")).ToString());
        Assert.DoesNotContain("400", hidden, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500", 500, "500 coins")]
    [InlineData("2.5k", 2_500, "2,500 coins")]
    [InlineData("0", 0, "0 coins")]
    [InlineData("1", 1, "1 coin")]
    [InlineData("", null, "No limit of yours")]
    [InlineData("   ", null, "No limit of yours")]
    public async Task Asks_back_above_what_was_written(string typed, int? above, string shown)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SubmitAsync(await bot.Ada.PressAsync(await bot.Ada.SayAsync("/settings"), "When to ask back"), "77");
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/settings"), "When to ask back");
        Assert.Equal("(form)\nWhen to ask back\nAsk me above: [77]", form.ToString());

        var seen = await bot.Ada.SubmitAsync(form, typed);

        Assert.StartsWith("(update)\n# ⚙️ Your settings\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\nI ask back above: {shown}\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal((long?)above, (await bot.PlayerAsync(bot.Ada))!.Preferences.ConfirmAbove);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("half")]
    [InlineData("all")]
    [InlineData("25%")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("2000000000")]
    public async Task Refuses_what_is_no_number_of_coins(string typed)
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/settings"), "When to ask back");

        var seen = await bot.Ada.SubmitAsync(form, typed);

        Assert.Equal("(private)\nWrite a number of coins, such as 500 or 2.5k; with nothing in the field I do not ask.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task A_stake_above_it_is_asked_back()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SubmitAsync(await bot.Ada.PressAsync(await bot.Ada.SayAsync("/settings"), "When to ask back"), "50");

        var seen = await bot.Ada.SayAsync("/bet amount:51 side:heads");

        Assert.Equal("# ❔ Are you sure?\nYou asked me to check back: this stakes 51 coins.\n[Yes] [No]", seen.ToString());
    }

    [Fact]
    public async Task Leads_to_the_reminders_and_names_them()
    {
        await using var bot = await Bot.StartAsync();

        var reminders = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/settings"), "Reminders");
        await bot.Ada.ChooseAsync(reminders, "Duel", "Daily");

        Assert.StartsWith("(private)\n# 🔔 Your reminders\n", reminders.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nReminders: Daily coins are ready\nSomebody challenges you to a duel\n", (await bot.Ada.SayAsync("/settings")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_one_thing_and_keeps_the_rest()
    {
        await using var bot = await Bot.StartAsync();
        var settings = await bot.Ada.SayAsync("/settings");

        await bot.Ada.ChooseAsync(settings, "pt-BR");
        await bot.Ada.PressAsync(settings, "Show replies only to me");
        await bot.Ada.PressAsync(settings, "Let others see my bank");
        await bot.Ada.SubmitAsync(await bot.Ada.PressAsync(settings, "When to ask back"), "1k");

        var preferences = (await bot.PlayerAsync(bot.Ada))!.Preferences;
        Assert.Equal(("pt-BR", true, true, 1_000L), (preferences.Language, preferences.RepliesPrivately, preferences.SharesBank, preferences.ConfirmAbove));
    }

    [Fact]
    public async Task Somebody_who_is_banned_may_still_hide()
    {
        await using var bot = await Bot.StartAsync();
        var shared = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/settings"), "Let others see my bank");
        await bot.ChangeAsync(bot.Ada, player => player.Judge(new Sanction(Barred.All, "spam", TestClock.Start, null)));

        Assert.Contains("\nYour bank: Only you see it\n", (await bot.Ada.PressAsync(shared, "Hide my bank")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_may_change_them()
    {
        await using var bot = await Bot.StartAsync();
        var settings = await bot.Ada.SayAsync("/settings");

        var chosen = await bot.Bob.ChooseAsync(settings, "de");
        var pressed = await bot.Bob.PressAsync(settings, "Let others see my bank");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", chosen.ToString());
        Assert.Equal(chosen.ToString(), pressed.ToString());
    }
}
