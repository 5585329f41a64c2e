using System.Text.Json.Nodes;
using FlippyFlip.Core.Slash;
using FlippyFlip.FrontDoor.Trials;

namespace FlippyFlip.Core.Tests.Trials;

/// <summary>
/// Every option of every public command, every action and every field of a form with values that no careful person sends. Whatever comes, the answer is a reply that Discord
/// takes; never an apology, and nothing is logged.
/// </summary>
public sealed class NastyValuesTests(ITestOutputHelper output)
{
    private const int RandomLines = 60;

    public static TheoryData<string> Commands => [.. Scribe.Public.Select(command => command.Name)];

    public static TheoryData<string> WithOptions => [.. Scribe.Public.Where(command => command.Options.Count > 0).Select(command => command.Name)];

    public static TheoryData<string> WithActions => [.. Scribe.Public.Where(command => command.Actions.Count > 0).Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(WithOptions))]
    public async Task Each_option_with_every_nasty_value(string name)
    {
        await using var trial = await OneCommand.StartAsync(name);
        foreach (var option in trial.Command.Options)
        {
            await trial.SendAsync([.. Others(trial.Command, option)]);
            foreach (var value in Nasty.Texts.Select(text => JsonValue.Create(text)).Concat(Nasty.Others))
            {
                var given = new JsonObject { ["name"] = option.Name, ["type"] = (int)option.Type.Code, ["value"] = value?.DeepClone() };
                await trial.SendAsync([given, .. Others(trial.Command, option)]);
            }

            foreach (var user in Nasty.Users(trial.Who))
            {
                await trial.SendAsync([Lines.Text(option.Name, user.Id.ToString()), .. Others(trial.Command, option)], user);
                await trial.SendAsync([Lines.Text(option.Name, user.Id.ToString()), .. Others(trial.Command, option)]);
            }
        }

        await trial.JudgeAsync();
    }

    [Theory]
    [MemberData(nameof(WithOptions))]
    public async Task Each_option_while_it_is_typed(string name)
    {
        await using var trial = await OneCommand.StartAsync(name);
        foreach (var option in trial.Command.Options.Where(option => option.Suggester is not null))
        {
            foreach (var value in Nasty.Texts.Select(text => JsonValue.Create(text)).Concat(Nasty.Others))
            {
                await trial.TypeAsync([new JsonObject { ["name"] = option.Name, ["type"] = 3, ["value"] = value?.DeepClone(), ["focused"] = true }]);
            }
        }

        await trial.JudgeAsync();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Options_that_are_missing_unknown_doubled_or_all_nasty_at_once(string name)
    {
        var seed = Trial.Seed(1);
        output.WriteLine($"{Trial.SeedVariable}={seed}");
        await using var trial = await OneCommand.StartAsync(name);
        var random = new Random(seed);
        JsonArray nothing = [];
        await trial.SendAsync(nothing);
        await trial.SendAsync([Lines.Text("unknown", "x"), .. Others(trial.Command, null)]);
        await trial.SendAsync([.. Others(trial.Command, null), .. Others(trial.Command, null)]);
        await trial.SendAsync([new JsonObject { ["name"] = "sub", ["type"] = 1, ["options"] = new JsonArray([.. Others(trial.Command, null)]) }]);
        for (var line = 0; line < RandomLines; line++)
        {
            await trial.SendAsync([.. trial.Command.Options.Where(_ => random.Next(8) > 0).Select(option => new JsonObject
            {
                ["name"] = option.Name, ["type"] = random.Next(3, 12), ["value"] = random.Next(4) switch
                {
                    0 => Lines.Value(option, ""),
                    1 => Nasty.Others[random.Next(Nasty.Others.Count)]?.DeepClone(),
                    _ => Nasty.Texts[random.Next(Nasty.Texts.Count)],
                },
            })]);
        }

        await trial.JudgeAsync($"{Trial.SeedVariable}={seed} shows it again.");
    }

    [Theory]
    [MemberData(nameof(WithActions))]
    public async Task Each_action_forged_in_every_way(string name)
    {
        await using var trial = await OneCommand.StartAsync(name);
        var on = await trial.SendAsync([.. Others(trial.Command, null)]);
        foreach (var action in trial.Command.Actions)
        {
            foreach (var customId in Nasty.CustomIds(trial.Command, action, trial.Who.Id))
            {
                await trial.UseAsync(customId, on);
            }

            var plain = Nasty.CustomIds(trial.Command, action, trial.Who.Id).ToList();
            foreach (var customId in (string[])[plain[0], plain[Math.Min(3, plain.Count - 1)]])
            {
                await trial.FillAsync(customId, on);
            }

            foreach (var foreign in Nasty.Users(trial.Who).Skip(1))
            {
                await trial.UseAsync(Nasty.CustomIds(trial.Command, action, foreign.Id).Skip(3).FirstOrDefault(plain[0]), on);
            }
        }

        await trial.JudgeAsync();
    }

    private static IEnumerable<JsonNode> Others(CommandDeclaration command, OptionDeclaration? but) => command.Options.Where(option => option != but)
        .Select(option => new JsonObject { ["name"] = option.Name, ["type"] = (int)option.Type.Code, ["value"] = Lines.Value(option, "") });
}
