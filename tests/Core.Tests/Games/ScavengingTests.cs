using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class ScavengingTests
{
    public static TheoryData<Place> Places => [.. Scavenging.Places];

    [Theory]
    [MemberData(nameof(Places))]
    public void Each_of_the_hundred_numbers_comes_to_what_the_table_says(Place place)
    {
        var counted = Enumerable.Range(0, Scavenging.AllWays).GroupBy(number => Scavenging.At(place, number)).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(Scavenging.Loots, loot => Assert.Equal(Scavenging.Ways(place, loot), counted.GetValueOrDefault(loot)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scavenging.At(place, Scavenging.AllWays));
    }

    [Theory]
    [InlineData(Place.Park, 17.1)]
    [InlineData(Place.Market, 27.1)]
    [InlineData(Place.Harbour, 30.5)]
    public void The_average_is_that_of_all_hundred_numbers(Place place, double average)
    {
        var pay = Rates.Default.Scavenge;
        Assert.Equal(average, pay.Average(place), 9);
        Assert.Equal(average, Enumerable.Range(0, Scavenging.AllWays).Average(number => (double)pay.Coins(place, Scavenging.At(place, number))), 9);
    }

    [Fact]
    public void What_pays_more_on_average_risks_more()
    {
        Assert.Equal(Scavenging.Places, Scavenging.Places.OrderBy(place => Rates.Default.Scavenge.Average(place)));
        Assert.Equal(Scavenging.Places, Scavenging.Places.OrderBy(place => Scavenging.Ways(place, Loot.Fine)));
        Assert.Equal(0, Scavenging.Ways(Scavenging.Places[0], Loot.Fine));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Many_searches_come_out_as_often_as_shown(Place place)
    {
        const int searches = 20_000;
        var server = Dice.Seeded(11).ServerSeed();
        var counted = Enumerable.Range(1, searches).GroupBy(nonce => Scavenging.Draw(place, new FairDraws(server, "many", nonce))).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(Scavenging.Loots, loot =>
        {
            var chance = Scavenging.Ways(place, loot) / (double)Scavenging.AllWays;
            var fiveSigma = 5 * Math.Sqrt(searches * chance * (1 - chance));
            Assert.InRange(counted.GetValueOrDefault(loot), (searches * chance) - fiveSigma, (searches * chance) + fiveSigma);
        });
    }

    [Fact]
    public void Letters_name_places_and_nothing_else()
    {
        Assert.All(Scavenging.Places, place => Assert.Equal(place, Scavenging.Read(Scavenging.Write(place))));
        Assert.Null(Scavenging.Read("q"));
        Assert.Null(Scavenging.Read(""));
    }
}
