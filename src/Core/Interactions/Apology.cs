using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Interactions;

/// <summary>Turns an exception, which is a bug or a broken machine, into a log entry and a sentence with a reference to it.</summary>
public sealed class Apology(Entropy entropy, ILogger<Apology> log)
{
    /// <summary>The kind of refusal that a failure of ours is.</summary>
    public const string Failure = "Failure";

    public Reply For(Exception exception, Interaction interaction)
    {
        var reference = entropy.Reference();
        var subject = CustomId.TryRead(interaction.Data?.CustomId, out var id) ? $"{id.Command}.{id.Action}" : interaction.Data?.Name ?? interaction.Type.ToString();
        if (exception is StoreException fault)
        {
            Log.StoreFailed(log, exception, reference, fault.Fault, subject, interaction.Id.Value);
            return Reply.Refuse($"I cannot reach my records for a moment. Nothing was changed; please try again soon. If it stays so, mention `{Phrase.Verbatim(reference)}`.", Failure);
        }

        var fingerprint = Fingerprint(exception);
        Instruments.Errors.Add(1, new("fingerprint", fingerprint), new("command", interaction.Data?.CustomId is null ? subject : subject.Split('.')[0]));
        Log.CommandFailed(log, exception, reference, fingerprint, subject, interaction.Id.Value);
        return Reply.Refuse($"Something went wrong on my side, and nothing was changed. If it happens again, mention `{Phrase.Verbatim(reference)}`.", Failure);
    }

    /// <summary>For a failure after which nobody here knows whether the interaction counted.</summary>
    public Reply Unsure(Exception exception, Interaction interaction)
    {
        var reference = entropy.Reference();
        var fingerprint = Fingerprint(exception);
        Instruments.Errors.Add(1, new("fingerprint", fingerprint), new("command", "-"));
        Log.AnswerFailed(log, exception, reference, fingerprint, interaction.Id.Value);
        return Reply.Refuse($"Something went wrong on my side, and I cannot tell whether this counted: /history shows it. If it happens again, mention `{Phrase.Verbatim(reference)}`.", Failure);
    }

    /// <summary>The same for the same kind of failure at the same place, whatever the data: eight hex digits.</summary>
    internal static string Fingerprint(Exception exception)
    {
        var root = exception.GetBaseException();
        var place = root.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("FlippyFlip", StringComparison.Ordinal)) ?? "";
        var cut = place.IndexOf(" in ", StringComparison.Ordinal);
        var text = $"{root.GetType().FullName}{(cut < 0 ? place : place[..cut]).Trim()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
    }
}
