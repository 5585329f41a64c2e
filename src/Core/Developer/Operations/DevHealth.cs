using System.Globalization;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Developer.Operations;

/// <summary>How the process and what it depends on are doing.</summary>
[Slash("dev-health", "Dependencies, queues and this process at a glance")]
internal sealed class DevHealth(Lazy<Health> health, Instance instance) : ICommand
{
    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var store = await session.MeasureStoreAsync(ct);
        List<Vital> all =
        [
            new("Store", true, string.Create(CultureInfo.InvariantCulture, $"answers in {store.TotalMilliseconds:N2} ms")),
            .. await health.Value.ReadAsync(caller.Bot.ApplicationId, ct),
            new("Memory", true, string.Create(CultureInfo.InvariantCulture, $"{Environment.WorkingSet / (1024 * 1024):N0} MB")),
        ];
        await session.AuditAsync(caller, "dev-health", null, $"{all.Count(vital => !vital.IsWell)} of {all.Count} not well", ct);
        var card = caller.Card(all.TrueForAll(vital => vital.IsWell) ? Phrase.Say($"{Emoji.Pulse} All is well") : Phrase.Say($"{Emoji.Wrong} Something needs a look"))
            .Describe(Phrase.Verbatim(string.Join('\n', all.Select(vital => $"{(vital.IsWell ? Emoji.Ready : Emoji.Wrong)} **{vital.Name}**: {vital.State}"))))
            .Field($"Version", Phrase.Verbatim(instance.Version))
            .Field($"Running since", $"{instance.StartedAt:R}");
        return Reply.Show(card).Private();
    }
}
