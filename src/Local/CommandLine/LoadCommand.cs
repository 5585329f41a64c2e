using System.CommandLine;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.CommandLine.Loading;
using FlippyFlip.Local.CommandLine.Sending;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy load`: many signed interactions against the bot on this machine, and how long it took to answer.</summary>
internal sealed class LoadCommand : FlippyCommand
{
    private readonly Surroundings surroundings;
    private readonly Option<int> rate = Bounded("--rate", "requests per second; 0 is as fast as it goes", 200, 0, LoadPlan.HighestRate);
    private readonly Option<int> seconds = Bounded("--seconds", "how long", 10, 1, LoadPlan.LongestSeconds);
    private readonly Option<int> users = Bounded("--users", "how many people take turns", 1000, 1, LoadPlan.MostUsers);
    private readonly Option<int> connections = Bounded("--connections", "requests under way at once", 16, 1, LoadPlan.MostConnections);
    private readonly Option<string> line = new("--command") { Description = "What everyone sends.", HelpName = "line", DefaultValueFactory = _ => "/flip" };
    private readonly Option<Uri> url = SharedOptions.Url();
    private readonly Option<DirectoryInfo> data = SharedOptions.Data();

    public LoadCommand(Surroundings surroundings)
        : base("load", "Puts load on the bot of this machine and draws how long its answers took.",
            "flippy load --rate 500 --seconds 30 --users 2000 --command \"/flip\"",
            "flippy load --rate 0 --seconds 10 --connections 64")
    {
        this.surroundings = surroundings;
        foreach (var option in (Option[])[rate, seconds, users, line, connections, url, data])
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var bot = parsed.GetRequiredValue(url);
        LoadPlan.RequireThisMachine(bot);
        var plan = new LoadPlan(
            parsed.GetRequiredValue(line), parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(users), parsed.GetValue(connections));
        var typed = SlashLine.Parse(plan.Line, RegisteredCommand.Parse(surroundings.Registration()));
        var identity = surroundings.Identity(parsed.GetRequiredValue(data));

        using var endpoint = new Endpoint(bot, identity, surroundings.Clock, Endpoint.Handler(plan.Connections));
        var ids = new SnowflakeSource(surroundings.Clock);
        // Once alone: a wrong key or a bot that is not there is one sentence, not a report full of errors.
        await endpoint.AskAsync(InteractionBody.Utf8(Interaction(identity, typed, ids, Sender.FirstUser)), ct);

        var template = Template(identity, typed, ids);
        var run = new LoadRun(plan, template, ids, endpoint, surroundings.Clock);
        var report = new LoadReport(surroundings.Out, plan, run, surroundings.Clock);
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
                return;
            if (number < least || number > most)
                result.AddError($"{name} takes {least} to {most}, not {number}.");
        });
        return option;
    }
}
