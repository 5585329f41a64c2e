using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>
/// Judges request bodies by Discord's OpenAPI file and by the rules that its documentation adds. Errors are in Discord's words, in the order of the body: the schema's first.
/// What Discord overlooks is overlooked: fields that it does not know, and all of a deferral's data but its flag.
/// </summary>
internal sealed class PayloadJudge
{
    private const int Everywhere = Message.SuppressEmbeds | SuppressNotifications | VoiceMessage | Message.ComponentsV2;
    private const int SuppressNotifications = 4096;
    private const int VoiceMessage = 8192;
    private const int Chat = 1;
    private const int User = 2;

    /// <summary>What no webhook may call itself.</summary>
    private static readonly string[] Reserved = ["discord", "clyde"];

    private static readonly MessageRules Answered = new(Everywhere | Message.Ephemeral, fresh: true);
    private static readonly MessageRules Changed = new(Everywhere | Message.Ephemeral, fresh: false);
    private static readonly MessageRules Open = new(Everywhere, fresh: true);

    /// <summary>A first answer, of a type that fits the interaction.</summary>
    /// <param name="callback">Type and data.</param>
    /// <param name="files">Names of the files that come with it. Null: none.</param>
    public IReadOnlyList<FieldError> Callback(JsonObject callback, IReadOnlyCollection<string>? files = null)
    {
        var found = new Findings();
        var type = Reading.Number(callback["type"]);
        if (SchemaOf(type) is not { } schema)
        {
            found.Add(Place.Root["type"], callback["type"] is null ? Word.Required : Word.Choices(["1", "4", "5", "6", "7", "8", "9"]));
            return found.All;
        }

        var data = callback["data"] as JsonObject;
        var at = Place.Root["data"];
        if (type == 9)
        {
            // Before the schema, whose count of components is another than the documented one.
            ModalRules.Judge(data ?? [], at, found);
        }

        new SchemaJudge(found).Judge(schema, callback, Place.Root);
        switch (type)
        {
            case 4:
                Answered.Judge(data ?? [], at, files ?? [], found);
                break;
            case 7:
                Changed.Judge(data ?? [], at, files ?? [], found);
                break;
            case 8:
                ChoiceRules.JudgeAutocompletion(data, at, found);
                break;
            default:
                break;
        }

        return found.All;
    }

    /// <summary>A message after the first answer, by the interaction's webhook.</summary>
    public IReadOnlyList<FieldError> FollowUp(JsonObject message, IReadOnlyCollection<string>? files = null) => OfMessage("IncomingWebhookRequestPartial", Answered, message, files);

    /// <summary>An edit by a webhook, an interaction's or a channel's.</summary>
    public IReadOnlyList<FieldError> Edit(JsonObject message, IReadOnlyCollection<string>? files = null) => OfMessage("IncomingWebhookUpdateRequestPartial", Changed, message, files);

    /// <summary>A message by the bot itself.</summary>
    public IReadOnlyList<FieldError> ChannelMessage(JsonObject message, IReadOnlyCollection<string>? files = null) => OfMessage("MessageCreateRequest", Open, message, files);

    /// <summary>An edit by the bot itself.</summary>
    public IReadOnlyList<FieldError> ChannelEdit(JsonObject message, IReadOnlyCollection<string>? files = null) => OfMessage("MessageEditRequestPartial", Changed, message, files);

    /// <summary>A message by a channel's webhook.</summary>
    public IReadOnlyList<FieldError> WebhookMessage(JsonObject message, IReadOnlyCollection<string>? files = null)
    {
        var found = new Findings();
        foreach (var error in OfMessage("IncomingWebhookRequestPartial", Open, message, files))
        {
            found.Add(error.Path.Aggregate(Place.Root, (place, step) => place[step]), new Word(error.Code, error.Message));
        }

        JudgeName(message["username"], Place.Root["username"], found);
        return found.All;
    }

    /// <summary>A new webhook of a channel.</summary>
    public IReadOnlyList<FieldError> Webhook(JsonObject webhook)
    {
        var found = new Findings();
        var name = webhook["name"];
        if (!Characters.IsGiven(name))
        {
            found.Add(Place.Root["name"], Word.Required);
        }
        else if (Characters.CountOf(name) is < 1 or > 80)
        {
            found.Add(Place.Root["name"], Word.Length(1, 80));
        }

        JudgeName(name, Place.Root["name"], found);
        return found.All;
    }

    /// <summary>The list that replaces all commands of a scope.</summary>
    public IReadOnlyList<FieldError> Commands(JsonArray commands)
    {
        var found = new Findings();
        for (var index = 0; index < commands.Count; index++)
        {
            new SchemaJudge(found).Judge("ApplicationCommandUpdateRequest", commands[index], Place.Root[index]);
        }

        foreach (var (command, index) in Reading.Objects(commands))
        {
            CommandRules.Judge(command, Place.Root[index], found);
        }

        ComponentRules.Unique(Reading.Objects(commands), each => (CommandRules.KindOf(each.Json), Reading.Text(each.Json["name"])), each => found.Add(Place.Root[each.Index], Word.CommandTwice));
        return found.All;
    }

    /// <summary>One command, whole.</summary>
    public IReadOnlyList<FieldError> Command(JsonObject command)
    {
        var found = new Findings();
        new SchemaJudge(found).Judge("ApplicationCommandCreateRequest", command, Place.Root);
        CommandRules.Judge(command, Place.Root, found);
        return found.All;
    }

    /// <summary>Any other body, by a component schema alone.</summary>
    public IReadOnlyList<FieldError> Body(string schema, JsonNode? body)
    {
        var found = new Findings();
        new SchemaJudge(found).Judge(schema, body, Place.Root);
        return found.All;
    }

    /// <summary>How many commands of a type an application may have in one scope.</summary>
    public static int MostCommands(long type) => type switch { Chat => 100, User or 3 => 15, _ => 1 };

    /// <summary>True: Discord refuses it with an error of its own, 50006.</summary>
    public static bool IsEmpty(JsonObject message, bool withFiles) => MessageRules.IsEmpty(message, withFiles);

    private static string? SchemaOf(long? type) => type switch
    {
        1 => "PongInteractionCallbackRequest",
        4 or 5 => "CreateMessageInteractionCallbackRequest",
        6 or 7 => "UpdateMessageInteractionCallbackRequest",
        8 => "ApplicationCommandAutocompleteCallbackRequest",
        9 => "ModalInteractionCallbackRequest",
        _ => null,
    };

    private static IReadOnlyList<FieldError> OfMessage(string schema, MessageRules rules, JsonObject message, IReadOnlyCollection<string>? files)
    {
        var found = new Findings();
        new SchemaJudge(found).Judge(schema, message, Place.Root);
        rules.Judge(message, Place.Root, files ?? [], found);
        return found.All;
    }

    private static void JudgeName(JsonNode? name, Place at, Findings found)
    {
        foreach (var word in Reserved.Where(word => Reading.Text(name)?.Contains(word, StringComparison.OrdinalIgnoreCase) == true))
        {
            found.Add(at, Word.NameContains(word));
        }
    }
}
