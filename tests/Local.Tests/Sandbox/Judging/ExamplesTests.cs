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

    [Fact]
    public void Bears_every_part_of_a_body_in_another_shape()
    {
        string[] shapes = ["null", "7", "-0.5", "1e400", "true", "\"x\"", "[]", "{}", "[null]", "[[{}]]", """{"type":1,"components":[null,7,{"type":"2"}],"options":[null,{}],"choices":7,"embeds":[null]}"""];
        var judged = 0;
        foreach (var (_, example) in Examples()["good"]!.AsObject())
        {
            var schema = example![0]!.GetValue<string>();
            for (var place = 0; place < CountOf(example[1]!); place++)
            {
                foreach (var shape in shapes)
                {
                    var body = new JsonObject { ["body"] = example[1]!.DeepClone() };
                    Replace(body["body"]!, place, JsonNode.Parse(shape));
                    if (schema != "registration" || body["body"] is JsonArray)
                    {
                        Judge(schema, body["body"]);
                        judged++;
                    }
                }
            }
        }

        Assert.True(judged > 1000);
    }

    private static int CountOf(JsonNode node) => 1 + Children(node).Sum(child => child is null ? 0 : CountOf(child));

    private static IEnumerable<JsonNode?> Children(JsonNode node) => node is JsonObject json ? json.Select(each => each.Value) : node as JsonArray ?? Enumerable.Empty<JsonNode?>();

    /// <summary>Replaces the node that comes at this number, counted from the outside in.</summary>
    private static void Replace(JsonNode root, int number, JsonNode? by)
    {
        var all = new List<JsonNode>();
        Collect(root);
        all[number].ReplaceWith(by);

        void Collect(JsonNode node)
        {
            all.Add(node);
            foreach (var child in Children(node).OfType<JsonNode>().ToList())
            {
                Collect(child);
            }
        }
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
        var message = schema == "reply" && Reading.Number((payload as JsonObject)?["type"]) == 4 ? payload!["data"] as JsonObject ?? [] : schema is "followup" or "message" or "webhook" ? payload as JsonObject : null;
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
