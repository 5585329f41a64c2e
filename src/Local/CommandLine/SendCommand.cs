using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.CommandLine.Showing;
using FlippyFlip.Local.Wire;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy send`: one interaction, signed and posted as Discord would, and the reply as a person would see it.</summary>
internal sealed class SendCommand : FlippyCommand
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string?> _line = new("line") { Description = "What one types in Discord: \"/bet amount:100 side:heads\".", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<Uri> _url = SharedOptions.Url();
    private readonly Option<DirectoryInfo> _data = SharedOptions.Data();
    private readonly Option<string?> _press = Text("--press", "label", "Press the button of the last reply with this label or custom id.");
    private readonly Option<string[]> _choose = Texts("--choose", "value", "Choose this from the list in the last reply.");
    private readonly Option<string[]> _fill = Texts("--fill", "Label=text", "Fill this field of the form in the last reply, and submit it.");
    private readonly Option<string?> _complete = Text("--complete", "option", "Ask for suggestions for this option of the line instead of sending it.");
    private readonly Option<string?> _user = Text("--user", "id", $"Who acts. Default {Sender.FirstUser}, or whoever got the last reply.");
    private readonly Option<string?> _name = Text("--name", "name", "The person's display name.");
    private readonly Option<bool> _guild = new("--guild") { Description = "In the server (the default)." };
    private readonly Option<bool> _dm = new("--dm") { Description = "In the bot's direct messages." };
    private readonly Option<string?> _locale = Text("--locale", "code", "The person's language. Default en-US.");
    private readonly Option<string?> _permissions = Text("--permissions", "bits", "What the person may do in the server: Discord's decimal bit set, or \"admin\".");
    private readonly Option<bool> _json = SharedOptions.Json("Print the bot's reply as it came.");

    public SendCommand(Surroundings surroundings)
        : base("send", "Acts as a person in Discord: sends a slash command, presses a button, fills a form, and shows the reply.",
            "flippy send \"/bet amount:100 side:heads\"",
            "flippy send --press Again",
            "flippy send --choose heads",
            "flippy send --fill \"Amount=100\" --fill \"Note=for lunch\"",
            "flippy send \"/bet amount:1\" --complete amount",
            "flippy send \"/balance user:@900000000000000002\" --user 900000000000000007 --locale de")
    {
        _surroundings = surroundings;
        _line.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal)))
            {
                result.AddError("A line starts with a slash.");
            }
        });
        Add(_line);
        foreach (var option in (Option[])[_press, _choose, _fill, _complete, _url, _data, _user, _name, _guild, _dm, _locale, _permissions, _json])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var folder = parsed.GetRequiredValue(_data);
        var last = LastReply.Load(folder);
        var acting = Acting(parsed);
        var sender = SenderOf(parsed, acting ? last?.Sender : null);
        var identity = _surroundings.Identity(folder);
        var bodies = new InteractionBody(identity.ApplicationId, sender, new SnowflakeSource(_surroundings.Clock));
        var interaction = acting ? OnLastReply(parsed, last, bodies) : OfLine(parsed, bodies);

        using var endpoint = new Endpoint(parsed.GetRequiredValue(_url), identity, _surroundings.Clock, Endpoint.Handler(connections: 1));
        var (reply, answer) = await endpoint.AskAsync(InteractionBody.Utf8(interaction), ct);
        LastReply.After(last, interaction, reply, bodies, sender)?.Save(folder);
        if (parsed.GetValue(_json))
        {
            await _surroundings.Out.Profile.Out.Writer.WriteLineAsync(Encoding.UTF8.GetString(answer.Body));
        }
        else
        {
            Show(reply, sender, answer.Elapsed);
        }

        return (int)ExitCode.Ok;
    }

    /// <summary>Whether this acts on the last reply. Exactly one way to act must be given.</summary>
    private bool Acting(ParseResult parsed)
    {
        var ways = new[] { parsed.GetValue(_line) is not null, parsed.GetValue(_press) is not null, Given(parsed, _choose), Given(parsed, _fill) };
        return (ways.Count(way => way), parsed.GetValue(_complete) is not null) switch
        {
            (0, _) => throw CommandLineException.Usage("Say what to send: a line like \"/bet amount:100\", or --press, --choose or --fill to answer the last reply."),
            ( > 1, _) => throw CommandLineException.Usage("Give one of a line, --press, --choose and --fill, not several."),
            (_, true) when !ways[0] => throw CommandLineException.Usage("--complete belongs to a line, as in flippy send \"/bet amount:1\" --complete amount."),
            _ => !ways[0],
        };
    }

    private JsonObject OfLine(ParseResult parsed, InteractionBody bodies)
    {
        var completing = parsed.GetValue(_complete);
        var typed = SlashLine.Parse(parsed.GetValue(_line)!, RegisteredCommand.Parse(_surroundings.Registration()), completing);
        return completing is null ? bodies.Command(typed) : bodies.Autocomplete(typed);
    }

    private JsonObject OnLastReply(ParseResult parsed, LastReply? last, InteractionBody bodies)
    {
        if (last is null)
        {
            throw CommandLineException.Usage("There is no last reply to act on; send a line first, as in flippy send \"/flip\".");
        }

        var actions = new ReplyActions(last, bodies);
        if (parsed.GetValue(_press) is { } label)
        {
            return actions.Press(label);
        }

        return Given(parsed, _choose) ? actions.Choose(parsed.GetValue(_choose)!) : actions.Fill(parsed.GetValue(_fill)!);
    }

    /// <summary>Whoever is named; when acting on a reply, otherwise whoever got it.</summary>
    private Sender SenderOf(ParseResult parsed, Sender? before)
    {
        if (parsed.GetValue(_guild) && parsed.GetValue(_dm))
        {
            throw CommandLineException.Usage("Give --guild or --dm, not both.");
        }

        var id = parsed.GetValue(_user) is { } text ? OptionValue.User("--user", text) : before?.User ?? Sender.FirstUser;
        var same = before is not null && before.User == id;
        return new Sender(
            id,
            parsed.GetValue(_name) ?? (same ? before!.Name : Sender.NameOf(id)),
            parsed.GetValue(_locale) ?? (same ? before!.Locale : "en-US"),
            parsed.GetValue(_permissions) is { } bits ? Bits(bits) : same ? before!.Permissions : Sender.OrdinaryPermissions,
            parsed.GetValue(_guild) || (!parsed.GetValue(_dm) && (before?.InGuild ?? true)));
    }

    private void Show(JsonObject reply, Sender sender, TimeSpan elapsed)
    {
        var markdown = new DiscordMarkdown(_surroundings.Clock, id => id == sender.User.ToString() ? sender.Name : null);
        new ReplyPage(_surroundings.Out, markdown).Write(reply);
        var late = elapsed > Limits.FirstAnswer ? $"; Discord would have given up after {Limits.FirstAnswer.TotalSeconds:0} s" : "";
        _surroundings.Out.MarkupLine($"[dim]{elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms{late}[/]");
    }

    private static string Bits(string text) => text.ToLowerInvariant() switch
    {
        "admin" => Sender.AllPermissions,
        _ when Snowflake.TryParse(text.AsSpan(), out _) => text,
        _ => throw CommandLineException.Usage($"--permissions takes Discord's decimal bit set or \"admin\", not \"{text}\"."),
    };

    private static bool Given(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) is { Length: > 0 };

    private static Option<string?> Text(string _name, string value, string description) => new(_name) { HelpName = value, Description = description };

    private static Option<string[]> Texts(string _name, string value, string description) =>
        new(_name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
