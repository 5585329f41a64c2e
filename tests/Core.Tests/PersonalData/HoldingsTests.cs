using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Tests.PersonalData;

public sealed class HoldingsTests
{
    [Fact]
    public void Every_collection_says_whose_it_is_how_it_is_copied_and_how_it_is_erased()
    {
        Assert.Equal(
            Collections.All.Select(collection => collection.Name).Order(StringComparer.Ordinal),
            Holdings.All.Select(holding => holding.Collection.Name).Order(StringComparer.Ordinal));
        Assert.All(Holdings.All, holding => Assert.All([holding.About, holding.Exported, holding.Erased], text => Assert.True(text.Length > 3, holding.Collection.Name)));
    }

    [Fact]
    public void Every_chapter_has_a_paragraph_in_privacy_and_every_paragraph_something_to_speak_of() => Assert.Equal(
        Holdings.All.Select(holding => holding.Chapter).Where(chapter => chapter != Chapter.Nobody).Distinct().Order(),
        Core.Commands.Privacy.Privacy.Paragraphs.Keys.Order());

    /// <summary>A part that outlived its player would belong to whoever gets that id next.</summary>
    [Fact]
    public void The_parts_of_a_player_go_before_the_player()
    {
        var order = Holdings.All.Select(holding => holding.Collection).ToList();

        Assert.All(order.Where(collection => collection.Follows is not null), part => Assert.True(
            order.IndexOf(part) < order.IndexOf(part.Follows!.Owner), part.Name));
    }
}
