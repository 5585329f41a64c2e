using System.Text.Json.Nodes;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>A file that the bot sends arrives in the small Discord as it would in the large one.</summary>
public sealed class AttachmentTests
{
    [Fact]
    public async Task The_copy_of_one_s_data_comes_as_a_file_that_nobody_else_sees()
    {
        await using var playground = await Playground.StartAsync();
        var ada = playground.Ada;
        await ada.SayAsync("/start");
        await ada.SayAsync("/mydata");
        await Until.IsTrueAsync(async () => (await ada.LastAsync()).Items("attachments").Any());

        var message = await ada.LastAsync();
        var file = message.Items("attachments").Single();
        using var answer = await playground.Http.GetAsync(new Uri(playground.Url, file.Text("url")));
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

        Assert.Equal((64, "mydata.json", "application/json"), (message.Number("flags"), file.Text("filename"), file.Text("content_type")));
        Assert.Equal(ada.Id, json.Text("user"));
        Assert.Equal(1000, (int?)json["players"]![0]!["balances"]!["purse"]);
        Assert.DoesNotContain(await playground.Ben.MessagesAsync(), seen => seen.Items("attachments").Any());
    }
}
