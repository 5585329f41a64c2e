using System.Text.Json.Nodes;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>One of the sandbox's people at their page.</summary>
internal sealed record Player(Playground At, string Id)
{
    private static readonly IReadOnlyList<RegisteredCommand> Typed = RegisteredCommand.Parse(CommandsCommand.EveryRegistration());

    /// <summary>Where they are.</summary>
    public string Channel { get; init; } = Playground.General;

    public async Task<JsonObject> WorldAsync() => (await At.GetAsync($"world?user={Id}")).Body;

    public async Task<string> CommandIdAsync(string name) =>
        (await WorldAsync())["commands"]!.AsArray().OfType<JsonObject>().Single(command => command.Text("name") == name).Text("id")!;

    public async Task<Player> InDirectMessagesAsync() => this with { Channel = (await WorldAsync()).Child("direct").Text("id")! };

    /// <summary>Sends a slash command as typed, such as <c>/bet amount:100 side:heads</c>.</summary>
    /// <returns>The outcome.</returns>
    public async Task<JsonObject> SayAsync(string line)
    {
        var typed = SlashLine.Parse(line, Typed);
        return Ok(await At.PostAsync("commands", await CommandAsync(typed.Name, typed.Options)));
    }

    public async Task<JsonObject> CommandAsync(string name, JsonArray options) =>
        new() { ["user"] = Id, ["channel"] = Channel, ["command_id"] = await CommandIdAsync(name), ["options"] = options.DeepClone() };

    /// <returns>The suggestions.</returns>
    public async Task<JsonObject> TypeAsync(string line, string option)
    {
        var typed = SlashLine.Parse(line, Typed, option);
        return Ok(await At.PostAsync("autocomplete", await CommandAsync(typed.Name, typed.Options)));
    }

    public JsonObject Press(JsonObject message, string label) => new()
    {
        ["user"] = Id, ["channel"] = Channel, ["message_id"] = message.Text("id"), ["custom_id"] = Button(message, label).Text("custom_id"),
    };

    public async Task<JsonObject> PressAsync(JsonObject message, string label) => Ok(await At.PostAsync("components", Press(message, label)));

    /// <summary>Fills the form's only field.</summary>
    public JsonObject Submit(JsonObject outcome, string? value)
    {
        var label = outcome.Child("modal").Items("components").Single();
        var field = label.Child("component");
        var given = new JsonObject { ["type"] = field.Number("type"), ["id"] = 2, ["custom_id"] = field.Text("custom_id") };
        if (value is not null)
        {
            given["value"] = value;
        }

        return new JsonObject
        {
            ["user"] = Id, ["channel"] = Channel, ["interaction_id"] = outcome.Text("interaction_id"),
            ["components"] = new JsonArray(new JsonObject { ["type"] = 18, ["id"] = 1, ["component"] = given }),
        };
    }

    /// <summary>What they see in their channel, oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> MessagesAsync() => [.. Ok(await At.GetAsync($"channels/{Channel}/messages?user={Id}")).Items("messages")];

    public async Task<JsonObject> LastAsync() => (await MessagesAsync())[^1];

    public Task<Listening> ListenAsync() => Listening.StartAsync(At, Id);

    public static JsonObject Button(JsonObject message, string label) => message.Components().Single(component => component.Text("label") == label);

    public static JsonObject Ok((int Status, JsonObject Body) answer)
    {
        Assert.True(answer.Status == 200, answer.Body.ToJsonString());
        return answer.Body;
    }
}
