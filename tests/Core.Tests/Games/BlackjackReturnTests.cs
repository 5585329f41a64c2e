using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class BlackjackReturnTests
{
    [Fact]
    public void What_is_published_of_blackjack_is_what_all_orders_of_the_cards_give()
    {
        var computed = BlackjackReturn.Compute();

        Assert.Equal(Blackjack.NaturalWins, computed.NaturalWins, 12);
        Assert.Equal(Blackjack.ReturnOfOtherRounds, computed.OtherRounds, 10);
        Assert.Equal(0.9954, Blackjack.Return(Rates.Default), 4);
    }
}
