using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>What the page asked for. What is missing or of another kind is refused as Discord does.</summary>
internal sealed class Asked
{
    /// <summary>Longer than any of the page's requests, bytes.</summary>
    private const int MostBytes = 64 * 1024;

    /// <summary>Levels: forms have six.</summary>
    private const int MostDepth = 16;

    private readonly JsonObject _body;

    private Asked(JsonObject body, Person person, Channel channel)
    {
        _body = body;
        Person = person;
        Channel = channel;
    }

    /// <summary>Who acts.</summary>
    public Person Person { get; }

    /// <summary>Where. They may be there.</summary>
    public Channel Channel { get; }

    /// <exception cref="DiscordRefusal">It is no JSON object, or nobody acts, or they are not there.</exception>
    public static async Task<Asked> ReadAsync(HttpContext context)
    {
        var body = await BodyAsync(context);
        var person = PersonOf(Id(body, "user"));
        return new Asked(body, person, ChannelOf(Id(body, "channel"), person));
    }

    /// <summary>The body of a request that is nobody's in particular.</summary>
    /// <exception cref="DiscordRefusal">It is no JSON object, or too long.</exception>
    public static async Task<JsonObject> BodyAsync(HttpContext context)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        while (await context.Request.Body.ReadAsync(bytes.GetMemory(4096), context.RequestAborted) is > 0 and var count)
        {
            bytes.Advance(count);
            if (bytes.WrittenCount > MostBytes)
            {
                throw new DiscordRefusal(new DiscordError(StatusCodes.Status413PayloadTooLarge, 40005, "Request entity too large"));
            }
        }

        try
        {
            return StrictJson.Parse(bytes.WrittenSpan, MostDepth) as JsonObject
                ?? throw new DiscordRefusal(DiscordError.InvalidForm(new FieldError([], "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType.")));
        }
        catch (JsonException)
        {
            throw new DiscordRefusal(new DiscordError(StatusCodes.Status400BadRequest, 50109, "The request body contains invalid JSON."));
        }
    }

    /// <summary>Who a GET is for; whom one is at first, when it names nobody: a new window knows no one yet.</summary>
    /// <exception cref="DiscordRefusal">It names somebody who is not there.</exception>
    public static Person PersonOrFirst(HttpContext context) => context.Request.Query.ContainsKey("user") ? PersonOf(context) : Population.People[0];

    /// <summary>Who a GET is for.</summary>
    /// <exception cref="DiscordRefusal">Nobody.</exception>
    public static Person PersonOf(HttpContext context) =>
        Snowflake.TryParse(context.Request.Query["user"].ToString(), out var id) ? PersonOf(id) : throw new DiscordRefusal(DiscordError.UnknownUser);

    /// <exception cref="DiscordRefusal">There is no such channel for this person.</exception>
    public static Channel ChannelOf(Snowflake id, Person person) =>
        World.Channel(id) is { } channel && channel.IsFor(person.Id) ? channel : throw new DiscordRefusal(DiscordError.UnknownChannel);

    /// <exception cref="DiscordRefusal">It is missing, or no id.</exception>
    public Snowflake Id(string name) => Id(_body, name);

    /// <summary>Null: it is not given.</summary>
    /// <exception cref="DiscordRefusal">It is given and no id.</exception>
    public Snowflake? OptionalId(string name) => _body[name] is null ? null : Id(name);

    /// <exception cref="DiscordRefusal">It is missing, or no text.</exception>
    public string Text(string name) => _body.Text(name) ?? throw Refuse(_body, name, "STRING_TYPE_CONVERT", "Could not interpret this as string.");

    /// <summary>Empty when it is not given.</summary>
    /// <exception cref="DiscordRefusal">It is given and no list of objects.</exception>
    public IReadOnlyList<JsonObject> Objects(string name) => List(name, node => node as JsonObject, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");

    /// <summary>Empty when it is not given.</summary>
    /// <exception cref="DiscordRefusal">It is given and no list of texts.</exception>
    public IReadOnlyList<string> Texts(string name) => List(name, node => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null, "STRING_TYPE_CONVERT", "Could not interpret this as string.");

    private static Person PersonOf(Snowflake id) => Population.Find(id) ?? throw new DiscordRefusal(DiscordError.UnknownUser);

    private static Snowflake Id(JsonObject body, string name) =>
        Snowflake.TryParse(body.Text(name), out var id) ? id : throw Refuse(body, name, "NUMBER_TYPE_COERCE", "Value is not snowflake.");

    private static DiscordRefusal Refuse(JsonObject body, string name, string code, string message) => new(DiscordError.InvalidForm(
        body[name] is null ? new FieldError([name], "BASE_TYPE_REQUIRED", "This field is required") : new FieldError([name], code, message)));

    private List<T> List<T>(string name, Func<JsonNode?, T?> read, string code, string message)
        where T : class
    {
        if (_body[name] is null)
        {
            return [];
        }

        if (_body[name] is not JsonArray array)
        {
            throw new DiscordRefusal(DiscordError.InvalidForm(new FieldError([name], "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")));
        }

        var wrong = array.Index().Where(item => read(item.Item) is null).Select(item => new FieldError([name, $"{item.Index}"], code, message)).ToList();
        return wrong.Count == 0 ? [.. array.Select(node => read(node)!)] : throw new DiscordRefusal(DiscordError.InvalidForm(wrong));
    }
}
