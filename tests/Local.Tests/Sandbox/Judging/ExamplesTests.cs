using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Tests.Sandbox.Judging;

/// <summary>The sandbox's judge and the one of tests/Discord agree on what the latter is tried with.</summary>
public sealed class ExamplesTests
{
    /// <summary>Where the other judge is stricter than Discord on purpose: what is overlooked is not what was meant, and a message of ours carries its nonce.</summary>
    private static readonly HashSet<string> Overlooked =
    [
        "a message without a nonce", "a message whose nonce is not enforced", "no commands", "a misspelt field", "a follow-up with the type of a reply",
        "a deferral with content", "a deferral with the v2 flag", "a deferred update with data", "an update with a poll", "a follow-up under another name",
        "an update that changes nothing", "an edit that leaves nothing", "101 commands", "16 user commands", "a schema nobody knows",
    ];

    private readonly PayloadJudge _judge = new();

    [Fact]
    public void Takes_what_the_other_judge_takes()
    {
        var refused = from example in Examples()["good"]!.AsObject()
                      let found = Judge(example.Value![0]!.GetValue<string>(), example.Value[1])
                      where found.Count > 0
                      select $"{example.Key}: {string.Join("; ", found)}";

        Assert.Empty(refused);
    }

    [Fact]
    public void Refuses_what_the_other_judge_refuses()
    {
        var taken = from example in Examples()["bad"]!.AsObject()
                    where !Overlooked.Contains(example.Key) && Judge(example.Value![2]!.GetValue<string>(), example.Value[3]).Count == 0
                    select example.Key;

        Assert.Empty(taken);
    }

    [Fact]
    public void Overlooks_only_what_the_list_says()
    {
        var bad = Examples()["bad"]!.AsObject();

        Assert.Superset(Overlooked, bad.Select(each => each.Key).ToHashSet());
    }

    [Fact]
    public void Takes_our_own_registration_whole()
    {
        var registration = JsonNode.Parse(CommandsCommand.EveryRegistration().Span)!.AsArray();

        Assert.NotEmpty(registration);
        Assert.Empty(_judge.Commands(registration));
    }

    private List<string> Judge(string schema, JsonNode? payload)
    {
        var errors = schema switch
        {
            "registration" => _judge.Commands(payload!.AsArray()),
            _ when payload is not JsonObject => [new FieldError([], "MODEL_TYPE_CONVERT", "")],
            "reply" => _judge.Callback(payload.AsObject()),
            "edit" => _judge.Edit(payload.AsObject()),
            "followup" => _judge.FollowUp(payload.AsObject()),
            "message" => _judge.ChannelMessage(payload.AsObject()),
            "webhook" => _judge.WebhookMessage(payload.AsObject()),
            _ => [],
        };
        var said = errors.Select(error => $"{error.Place} {error.Code}").ToList();
        var message = schema == "reply" && Reading.Number(payload?["type"]) == 4 ? payload!["data"] as JsonObject ?? [] : schema is "followup" or "message" or "webhook" ? payload as JsonObject : null;
        return message is not null && PayloadJudge.IsEmpty(message, withFiles: false) ? [.. said, "50006"] : said;
    }

    private static JsonNode Examples()
    {
        var start = new ProcessStartInfo("node", [Path.Combine(RepositoryRoot.Path, "tests", "Discord", "examples.mjs")]) { RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            using var node = Process.Start(start)!;
            var printed = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            return JsonNode.Parse(printed)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is not installed, and the examples are written for it.");
            throw;
        }
    }
}
