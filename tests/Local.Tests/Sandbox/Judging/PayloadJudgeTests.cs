using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;

namespace FlippyFlip.Local.Tests.Sandbox.Judging;

/// <summary>The words and codes of refusals.</summary>
public sealed class PayloadJudgeTests
{
    private const string Row = """{"type":1,"components":[{"type":2,"style":1,"label":"A","custom_id":"a"},{"type":2,"style":1,"label":"B","custom_id":"a"}]}""";

    private readonly PayloadJudge _judge = new();

    [Theory]
    [InlineData("""{}""", "type BASE_TYPE_REQUIRED This field is required")]
    [InlineData("""{"type":2}""", "type BASE_TYPE_CHOICES Value must be one of (1, 4, 5, 6, 7, 8, 9).")]
    [InlineData("""{"type":4,"data":{"content":"LONG"}}""", "data.content BASE_TYPE_MAX_LENGTH Must be 2000 or fewer in length.")]
    [InlineData("""{"type":4,"data":{"content":7}}""", "data.content STRING_TYPE_CONVERT Could not interpret the value as string.")]
    [InlineData("""{"type":4,"data":"x"}""", "data MODEL_TYPE_CONVERT Expected an object/dictionary.")]
    [InlineData("""{"type":4,"data":{"embeds":{}}}""", "data.embeds LIST_TYPE_CONVERT Only iterables may be used in a ListType")]
    [InlineData("""{"type":4,"data":{"flags":"many"}}""", "data.flags NUMBER_TYPE_COERCE Value \"many\" is not int.")]
    [InlineData("""{"type":4,"data":{"tts":"yes"}}""", "data.tts BOOLEAN_TYPE_CONVERT Must be either true or false.")]
    [InlineData("""{"type":4,"data":{"embeds":[{"title":"x","color":16777216}]}}""", "data.embeds.0.color NUMBER_TYPE_MAX int value should be less than or equal to 16777215.")]
    [InlineData("""{"type":4,"data":{"embeds":[{"title":"x","color":-1}]}}""", "data.embeds.0.color NUMBER_TYPE_MIN int value should be greater than or equal to 0.")]
    [InlineData("""{"type":4,"data":{"embeds":[{"title":"x","timestamp":"soon"}]}}""", "data.embeds.0.timestamp DATE_TIME_TYPE_PARSE Could not parse soon. Should be ISO8601.")]
    [InlineData("""{"type":4,"data":{"embeds":[{"title":"x","url":"here"}]}}""", "data.embeds.0.url URL_TYPE_INVALID_URL Not a well formed URL.")]
    [InlineData("""{"type":4,"data":{"embeds":[{"title":"x","url":"ftp://here"}]}}""", "data.embeds.0.url URL_TYPE_INVALID_SCHEME Scheme \"ftp\" is not supported. Scheme must be one of ('http', 'https').")]
    [InlineData("""{"type":4,"data":{"embeds":[{}]}}""", "data.embeds.0.description BASE_TYPE_REQUIRED This field is required")]
    [InlineData("""{"type":4,"data":{"embeds":[{"fields":[{"name":"x"}]}]}}""", "data.embeds.0.fields.0.value BASE_TYPE_REQUIRED This field is required")]
    [InlineData("""{"type":4,"data":{"embeds":[{"description":"LONG"},{"description":"LONG"},{"description":"LONG"}]}}""", "data.embeds MAX_EMBED_SIZE_EXCEEDED Embed size exceeds maximum size of 6000")]
    [InlineData("""{"type":4,"data":{"content":"x","components":[ROW]}}""", "data.components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED Component custom id cannot be duplicated")]
    [InlineData("""{"type":4,"data":{"content":"x","components":[{"type":99}]}}""", "data.components.0 UNION_TYPE_CHOICES Value of field \"type\" must be one of (1, 9, 10, 12, 13, 14, 17).")]
    [InlineData("""{"type":4,"data":{"content":"x","components":[{"type":1,"components":[]}]}}""", "data.components.0.components BASE_TYPE_BAD_LENGTH Must be between 1 and 5 in length.")]
    [InlineData("""{"type":4,"data":{"content":"x","components":[{"type":10,"content":"x"}]}}""", "data.components.0 UNION_TYPE_CHOICES Value of field \"type\" must be one of (1,).")]
    [InlineData("""{"type":4,"data":{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}}""", "data.allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE parse:[\"users\"] and users: [ids...] are mutually exclusive.")]
    [InlineData("""{"type":4,"data":{"content":"x","allowed_mentions":{"users":["1","1"]}}}""", "data.allowed_mentions.users.1 SET_TYPE_ALREADY_CONTAINS_VALUE The set already contains this value")]
    [InlineData("""{"type":4,"data":{"content":"x","allowed_mentions":{"users":["me"]}}}""", "data.allowed_mentions.users.0 NUMBER_TYPE_COERCE Value \"me\" is not snowflake.")]
    [InlineData("""{"type":9,"data":{"custom_id":"f","title":"F","components":[]}}""", "data.components BASE_TYPE_BAD_LENGTH Must be between 1 and 5 in length.")]
    public void Says_of_an_answer_what_Discord_says(string callback, string said)
    {
        var body = JsonNode.Parse(callback.Replace("LONG", new string('x', 2001)).Replace("ROW", Row))!.AsObject();

        Assert.Equal([said], _judge.Callback(body).Select(error => $"{error.Place} {error.Code} {error.Message}"));
    }

    [Theory]
    [InlineData("""[{"name":"a b","description":"x"}]""", "0.name APPLICATION_COMMAND_INVALID_NAME Command name is invalid")]
    [InlineData("""[{"name":"a"}]""", "0.description BASE_TYPE_REQUIRED This field is required")]
    [InlineData("""[{"name":"a","description":"x"},{"name":"a","description":"x"}]""", "1 APPLICATION_COMMANDS_DUPLICATE_NAME Application command names must be unique")]
    [InlineData("""[{"name":"a","description":"x","options":[{"type":3,"name":"o","description":"x"},{"type":3,"name":"p","description":"x","required":true}]}]""",
        "0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID Required options must be placed before non-required options")]
    [InlineData("""[{"name":"a","description":"x","options":[{"type":3,"name":"o","description":"x"},{"type":3,"name":"o","description":"x"}]}]""",
        "0.options.1 APPLICATION_COMMAND_OPTIONS_NAME_INVALID Option name o is already used in these options")]
    [InlineData("""[{"name":"a","description":"x","options":[{"type":99,"name":"o","description":"x"}]}]""",
        "0.options.0 UNION_TYPE_CHOICES Value of field \"type\" must be one of (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).")]
    [InlineData("""["x"]""", "0 MODEL_TYPE_CONVERT Expected an object/dictionary.")]
    public void Says_of_commands_what_Discord_says(string commands, string said) =>
        Assert.Equal([said], _judge.Commands(JsonNode.Parse(commands)!.AsArray()).Select(error => $"{error.Place} {error.Code} {error.Message}"));

    [Fact]
    public void Counts_characters_not_units() => Assert.Empty(_judge.ChannelMessage(new JsonObject { ["content"] = string.Concat(Enumerable.Repeat("🪙", 2000)) }));

    [Fact]
    public void Takes_whole_numbers_and_ids_as_text_and_as_numbers() =>
        Assert.Empty(_judge.ChannelMessage(JsonNode.Parse("""{"content":"x","flags":"4","message_reference":{"message_id":7}}""")!.AsObject()));

    [Theory]
    [InlineData("Discord bank", "discord")]
    [InlineData("clyde", "clyde")]
    public void Keeps_webhooks_from_names_that_mislead(string name, string word) =>
        Assert.Equal([$"username USERNAME_INVALID_CONTAINS Username cannot contain \"{word}\""],
            _judge.WebhookMessage(new JsonObject { ["content"] = "x", ["username"] = name }).Select(error => $"{error.Place} {error.Code} {error.Message}"));
}
