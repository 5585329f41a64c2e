using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using FlippyFlip.Contracts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlippyFlip.Browser.Tests.Verifier;

/// <summary>The page alone, as a file on somebody's disk: no server, no connection.</summary>
public sealed class VerifierTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Server = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Hash = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";

    /// <summary>Three tosses that give THT.</summary>
    private const string Round = $"#game=flip&nonce=1&input=3&client=lucky&server={Server}&hash={Hash}&result=THT";

    private readonly List<Checker> _checkers = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("flippy-verifier-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        var complaints = _checkers.SelectMany(checker => checker.Complaints.Open).ToList();
        foreach (var checker in _checkers)
        {
            await checker.Page.Context.CloseAsync();
        }

        Directory.Delete(_folder, recursive: true);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_file_without_a_connection_checks_a_round_and_asks_nobody()
    {
        var checker = await OpenAsync(Round);

        await Expect(checker.Title).ToHaveTextAsync("✓ The round holds");
        await Expect(checker.Verdict).ToContainTextAsync("Heads came up 1 of 3 times.");
        await Expect(checker.Page.GetByRole(AriaRole.Heading, new() { Name = "Block 0" })).ToBeVisibleAsync();
        await Expect(checker.Page.GetByRole(AriaRole.Row)).ToHaveTextAsync(
        [
            Like("Cursor", "Bytes", "Number", "Drawn", "Meaning"),
            Like("0/0", "155e633f", "358507327", "mod 2 = 1", "toss 1: tails"),
            Like("0/1", "b2048f0a", "2986643210", "mod 2 = 0", "toss 2: heads"),
            Like("0/2", "f9a47895", "4188305557", "mod 2 = 1", "toss 3: tails"),
        ]);
        Assert.StartsWith("file:", Assert.Single(checker.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_saved_with_a_round_on_it_works_like_a_new_one()
    {
        var checker = await OpenAsync(Round);
        await Expect(checker.Title).ToBeVisibleAsync();
        var saved = Path.Combine(_folder, "saved.html");
        await File.WriteAllTextAsync(saved, await checker.Page.ContentAsync());

        var again = await OpenAsync("", saved);
        await Expect(again.Title).ToHaveCountAsync(0);
        await again.Field("Link").FillAsync("https://flippy.example/verify" + Round.Replace("result=THT", "result=HHH", StringComparison.Ordinal));

        await Expect(again.Title).ToHaveTextAsync("✗ The round does not hold");
        await Expect(again.Page.GetByRole(AriaRole.Heading, new() { Name = "Block 0" })).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("Result", "THH", "The seeds give THT, and the recorded result is THH.")]
    [InlineData("Published hash", "730dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd", "This server seed is not the one whose hash was published: the hashes differ.")]
    [InlineData("Server seed", "100102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "This server seed is not the one whose hash was published: the hashes differ.")]
    [InlineData("Nonce", "2", "and the recorded result is THT.")]
    public async Task A_round_that_was_tampered_with_is_refused(string field, string value, string reason)
    {
        var checker = await OpenAsync(Round);
        await Expect(checker.Title).ToHaveTextAsync("✓ The round holds");

        await checker.Field(field).FillAsync(value);
        await checker.Draw.ClickAsync();

        await Expect(checker.Title).ToHaveTextAsync("✗ The round does not hold");
        await Expect(checker.Verdict).ToContainTextAsync(reason);
    }

    [Fact]
    public async Task Nonsense_is_explained_at_its_field_and_the_first_one_has_the_focus()
    {
        var checker = await OpenAsync("");
        await checker.Draw.ClickAsync();
        await Expect(checker.Objection("game")).ToHaveTextAsync("Choose the game.");
        await Expect(checker.Field("Game")).ToBeFocusedAsync();
        await Expect(checker.Field("Game")).ToHaveAccessibleDescriptionAsync("Choose the game.");
        await Expect(checker.Objection("nonce")).ToContainTextAsync("whole number from 1 on");
        await Expect(checker.Objection("client")).ToContainTextAsync("The client seed is missing");
        await Expect(checker.Objection("server")).ToContainTextAsync("It is secret until you reveal it");

        await checker.Field("Game").SelectOptionAsync("dice");
        await checker.Field("Nonce").FillAsync("soon");
        await checker.Field("What was chosen").FillAsync("o99");
        await checker.Field("Client seed").FillAsync("<img src=x onerror=alert(1)>");
        await checker.Field("Server seed").FillAsync("xyz");
        await checker.Field("Published hash").FillAsync("12");
        await checker.Draw.ClickAsync();
        await Expect(checker.Objection("game")).ToBeHiddenAsync();
        await Expect(checker.Field("Nonce")).ToBeFocusedAsync();
        await Expect(checker.Objection("input")).ToContainTextAsync("This cannot have been chosen in this game; above stands what can.");
        await Expect(checker.Objection("server")).ToHaveTextAsync("A server seed has hex digits only, 0 to 9 and a to f; this has “x” in it. Copy it again.");
        await Expect(checker.Objection("hash")).ToHaveTextAsync("A hash has 64 hex digits; this has 2. Copy it again.");
        await Expect(checker.Field("What was chosen")).ToHaveAccessibleDescriptionAsync(
            "o for over or u for under, and the target from 2 to 98, such as o50. This cannot have been chosen in this game; above stands what can.");
        await checker.PictureAsync("verifier-nonsense");

        await checker.Field("Link").FillAsync("hello");
        await Expect(checker.Objection("link")).ToContainTextAsync("This link tells nothing of a round.");
        await checker.Field("Link").FillAsync("#game=poker&nonce=1");
        await Expect(checker.Objection("game")).ToContainTextAsync("This page knows no game “poker”.");

        await checker.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(checker.Objection("game")).ToBeHiddenAsync();
        await Expect(checker.Field("Link")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Everything_can_be_done_without_a_mouse()
    {
        var checker = await OpenAsync("");
        var keyboard = checker.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("Coin");
        foreach (var text in (string[])["1", "3", "lucky", Server, Hash, "THT"])
        {
            await keyboard.PressAsync("Tab");
            await keyboard.TypeAsync(text);
        }

        await keyboard.PressAsync("Enter");

        await Expect(checker.Title).ToHaveTextAsync("✓ The round holds");
    }

    [Fact]
    public async Task A_rejected_number_is_shown_as_such()
    {
        var rounds = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "tests", "Contracts", "Fairness", "Rounds.approved.json")))!["rounds"]!.AsArray();
        var rare = rounds.First(round => (string?)round!["game"] == "dice" && round["draws"]!.AsArray().Any(draw => draw![2] is null))!;

        var checker = await OpenAsync($"#game=dice&nonce={rare["nonce"]}&input={rare["input"]}&client={rare["client"]}&server={rare["server"]}&hash={rare["hash"]}&result={rare["result"]}");

        await Expect(checker.Title).ToHaveTextAsync("✓ The round holds");
        await Expect(checker.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("not below 4294967200");
        await Expect(checker.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("rejected, the next one is taken");
        await Expect(checker.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Another_link_in_the_same_window_shows_its_round_and_nothing_of_the_last()
    {
        var checker = await OpenAsync(Round);
        await Expect(checker.Title).ToHaveTextAsync("✓ The round holds");

        await checker.Page.EvaluateAsync("location.hash = '#game=slots&nonce=5&input=pull&client=other'");

        await Expect(checker.Verdict).ToContainTextAsync("The server seed of this round is still secret.");
        await Expect(checker.Field("Server seed")).ToHaveValueAsync("");
        await Expect(checker.Field("Result")).ToHaveValueAsync("");
        await Expect(checker.Page.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_the_browser_keeps_its_cryptography_back_the_page_says_what_to_do()
    {
        var checker = await NewAsync(ColorScheme.Dark, 1280);
        var html = await File.ReadAllTextAsync(Checker.File);
        await checker.Page.RouteAsync("http://bot.test/verify", route => route.FulfillAsync(new() { Body = html, ContentType = "text/html" }));

        await checker.Page.GotoAsync("http://bot.test/verify" + Round);

        await Expect(checker.Verdict).ToContainTextAsync("Save this page and open the saved file, or open it by https.");
        await Expect(checker.Draw).ToBeDisabledAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Everybody_can_use_it(ColorScheme colours, int width)
    {
        var found = new List<string>();
        var checker = await OpenAsync("", colours: colours, width: width);
        await LookAsync("empty");
        await checker.Draw.ClickAsync();
        await Expect(checker.Objection("server")).ToBeVisibleAsync();
        await LookAsync("objections");
        await checker.Field("Link").FillAsync(Round);
        await Expect(checker.Title).ToBeVisibleAsync();
        await LookAsync("holds");
        await checker.Field("Published hash").FillAsync("");
        await checker.Draw.ClickAsync();
        await Expect(checker.Title).ToHaveTextAsync("? The result is the same: THT");
        await LookAsync("open");
        await checker.Field("Result").FillAsync(new string('H', 100));
        await checker.Draw.ClickAsync();
        await Expect(checker.Title).ToHaveTextAsync("✗ The round does not hold");
        await LookAsync("fails");

        Assert.Empty(found);

        async Task LookAsync(string what)
        {
            await checker.PictureAsync($"verifier-{colours}-{width}-{what}".ToLowerInvariant());
            var wanted = await checker.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wanted <= width, $"{what}: {wanted} pixels in {width}.");
            var result = await checker.Page.RunAxe();
            found.AddRange(
                from violation in result.Violations
                from node in violation.Nodes
                select $"{what}: {violation.Impact} {violation.Id}: {violation.Help}: {node.Html}");
        }
    }

    /// <summary>Cells in a row, whatever white space is between them.</summary>
    private static System.Text.RegularExpressions.Regex Like(params string[] cells) =>
        BrowserTest.Matching($@"^\s*{string.Join(@"\s*", cells.Select(cell => string.Join(@"\s+", cell.Split(' ').Select(word => word.Replace("/", "\\/", StringComparison.Ordinal)))))}\s*$");

    private async Task<Checker> OpenAsync(string fragment, string? file = null, ColorScheme colours = ColorScheme.Dark, int width = 1280)
    {
        var checker = await NewAsync(colours, width);
        Assert.True(File.Exists(Checker.File), "The page is not built: npm ci && npm run build in src/Web, and build again.");
        await checker.Page.Context.SetOfflineAsync(true);
        await checker.Page.GotoAsync(new Uri(file ?? Checker.File).AbsoluteUri + fragment);
        return checker;
    }

    private async Task<Checker> NewAsync(ColorScheme colours, int width)
    {
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 844 },
            ColorScheme = colours,
            Locale = "en-US",
        });
        var checker = new Checker(await context.NewPageAsync());
        _checkers.Add(checker);
        return checker;
    }
}
