using System.CommandLine;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.CommandLine.Loading;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy load`: many signed interactions against the bot on this machine, and how long it took to answer.</summary>
internal sealed class LoadCommand : FlippyCommand
{
    private readonly Surroundings _surroundings;
    private readonly Option<int> _rate = Bounded("--rate", "requests per second; 0 is as fast as it goes", 200, 0, LoadPlan.HighestRate);
    private readonly Option<int> _seconds = Bounded("--seconds", "how long", 10, 1, LoadPlan.LongestSeconds);
    private readonly Option<int> _users = Bounded("--users", "how many people take turns", 1000, 1, LoadPlan.MostUsers);
    private readonly Option<int> _connections = Bounded("--connections", "requests under way at once", 16, 1, LoadPlan.MostConnections);
    private readonly Option<string> _line = new("--command") { Description = "What everyone sends.", HelpName = "line", DefaultValueFactory = _ => "/flip" };
    private readonly Option<Uri> _url = SharedOptions.Url();
    private readonly Option<DirectoryInfo> _data = SharedOptions.Data();

    public LoadCommand(Surroundings surroundings)
        : base("load", "Puts load on the bot of this machine and draws how long its answers took.",
            "flippy load --rate 500 --seconds 30 --users 2000 --command \"/flip\"",
            "flippy load --rate 0 --seconds 10 --connections 64")
    {
        _surroundings = surroundings;
        foreach (var option in (Option[])[_rate, _seconds, _users, _line, _connections, _url, _data])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var bot = parsed.GetRequiredValue(_url);
        LoadPlan.RequireThisMachine(bot);
        var plan = new LoadPlan(
            parsed.GetRequiredValue(_line), parsed.GetValue(_rate), TimeSpan.FromSeconds(parsed.GetValue(_seconds)), parsed.GetValue(_users), parsed.GetValue(_connections));
        var typed = SlashLine.Parse(plan.Line, RegisteredCommand.Parse(_surroundings.Registration()));
        var identity = _surroundings.Identity(parsed.GetRequiredValue(_data));

        using var endpoint = new Endpoint(bot, identity, _surroundings.Clock, Endpoint.Handler(plan.Connections));
        var ids = new SnowflakeSource(_surroundings.Clock);
        // Once alone: a wrong key or a bot that is not there is one sentence, not a report full of errors.
        await endpoint.AskAsync(InteractionBody.Utf8(Interaction(identity, typed, ids, LoadPlan.User(0, 1))), ct);

        var template = Template(identity, typed, ids);
        var run = new LoadRun(plan, template, ids, endpoint, _surroundings.Clock);
        var report = new LoadReport(_surroundings.Out, plan, run, _surroundings.Clock);
        await report.FollowAsync(run.RunAsync(ct));
        report.WriteResult();
        ct.ThrowIfCancellationRequested();
        return (int)(run.Tally.Errors == 0 ? ExitCode.Ok : ExitCode.Failed);
    }

    /// <summary>Made for a user nobody is, so that patching the user never touches one the line mentions.</summary>
    private static RequestTemplate Template(SigningIdentity identity, SlashLine typed, SnowflakeSource ids)
    {
        var nobody = new Snowflake(999_999_999_999_999_999);
        var interaction = Interaction(identity, typed, ids, nobody);
        return new RequestTemplate(InteractionBody.Utf8(interaction), Snowflake.Parse(interaction.Text("id")!), nobody);
    }

    private static JsonObject Interaction(SigningIdentity identity, SlashLine typed, SnowflakeSource ids, Snowflake user) =>
        new InteractionBody(identity.ApplicationId, new Sender(user, "Load", "en-US", Sender.OrdinaryPermissions, InGuild: true), ids).Command(typed);

    private static Option<int> Bounded(string name, string meaning, int value, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{char.ToUpperInvariant(meaning[0])}{meaning[1..]} ({least} to {most}).", HelpName = "n", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.Tokens.Count == 0 || !int.TryParse(result.Tokens[0].Value, out var number))
            {
                return;
            }

            if (number < least || number > most)
            {
                result.AddError($"{name} takes {least} to {most}, not {number}.");
            }
        });
        return option;
    }
}
