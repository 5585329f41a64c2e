using System.Web;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Fairness;

public sealed class VerifierPageTests
{
    private const string Address = "https://flippy.example/verify";

    private static readonly string Server = string.Concat(Enumerable.Repeat("0f", 32));
    private static readonly string Hash = FairDraws.Hash(Server);
    private static readonly VerifierPage Page = new(() => new Uri(Address));

    [Fact]
    public void A_link_tells_the_public_facts_behind_the_hash_sign() => Assert.Equal(
        $"{Address}#game=flipstreak&nonce=17&input=HT%24&client=lucky&result=HT&hash={Hash}",
        Page.Of(Round("lucky") with { Game = "flipstreak", Input = "HT$", Result = "HT" }, Hash, null)!.AbsoluteUri);

    [Fact]
    public void A_revealed_seed_is_told_as_well() => Assert.Equal(
        $"{Address}#game=flip&nonce=17&input=1&server={Server}&client=lucky&result=H&hash={Hash}", Page.Of(Round("lucky"), Hash, Server)!.AbsoluteUri);

    [Fact]
    public void Seeds_tell_their_hash_and_never_themselves()
    {
        var seeds = new Seeds { Number = 1, Server = Server, Client = "lucky", Nonce = 3 };

        Assert.Equal($"{Address}#client=lucky&hash={Hash}", Page.Of(seeds)!.AbsoluteUri);
    }

    [Theory]
    [InlineData("a&b=#%+ c")]
    [InlineData("ünï:😀")]
    [InlineData("\"<>\\^`{|}'")]
    public void A_client_seed_comes_back_as_it_was(string client)
    {
        var link = Page.Of(Round(client), Hash, Server)!;

        Assert.Equal("", link.Query);
        Assert.Equal(client, HttpUtility.ParseQueryString(new Uri(link.AbsoluteUri).Fragment[1..])["client"]);
    }

    [Fact]
    public void No_link_is_longer_than_a_button_s_and_none_loses_what_is_needed_most()
    {
        string[] clients = ["a1b2c3d4e5f60718", new('x', 64), new('&', 64), new('愛', 64), new('é', 64), "a\uD800b"];
        foreach (var client in clients)
        {
            foreach (var revealed in (string?[])[null, Server])
            {
                var link = Page.Of(Round(client) with { Nonce = long.MaxValue, Input = "100", Result = new string('H', CoinFlip.MostTosses) }, Hash, revealed)!;

                Assert.InRange(link.AbsoluteUri.Length, 1, Limits.ButtonUrl);
                Assert.StartsWith($"{Address}#game=flip&nonce=9223372036854775807&input=100&", link.AbsoluteUri, StringComparison.Ordinal);
                Assert.Equal(revealed is not null, link.AbsoluteUri.Contains(Server, StringComparison.Ordinal));
            }
        }

        Assert.Contains("&hash=", Page.Of(Round(clients[0]) with { Input = "100", Result = new string('H', CoinFlip.MostTosses) }, Hash, Server)!.Fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("&client=", Page.Of(Round(new string('愛', 64)), Hash, Server)!.Fragment, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_page_there_is_no_link() => Assert.Null(VerifierPage.None.Of(Round("lucky"), Hash, Server));

    [Fact]
    public void The_page_may_lie_anywhere() => Assert.Equal(
        "https://example.com/a/b?lang=en#client=c&hash=" + Hash,
        new VerifierPage(() => new Uri("https://example.com/a/b?lang=en#old")).Of(new Seeds { Server = Server, Client = "c" })!.AbsoluteUri);

    private static Round Round(string client) => new(CoinFlip.Game, 3, client, 17, "1", "H", 0, 0, DateTimeOffset.UnixEpoch, new Snowflake(1));
}
