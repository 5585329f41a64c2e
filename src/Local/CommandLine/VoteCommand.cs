using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy vote`: a vote for the development bot, signed and posted as the list of bots would.</summary>
internal sealed class VoteCommand : FlippyCommand
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly Surroundings _surroundings;
    private readonly Argument<string> _user = new("user") { Description = $"Who votes. Default {Sender.FirstUser}.", DefaultValueFactory = _ => Sender.FirstUser.ToString() };
    private readonly Option<Uri> _url = SharedOptions.Url();
    private readonly Option<DirectoryInfo> _data = SharedOptions.Data();

    public VoteCommand(Surroundings surroundings)
        : base("vote", "Votes for the bot of this machine, as somebody would on a list of bots; /vote then pays for it.",
            "flippy vote", "flippy vote 900000000000000007")
    {
        _surroundings = surroundings;
        Add(_user);
        Add(_url);
        Add(_data);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var user = OptionValue.User("user", parsed.GetRequiredValue(_user));
        var identity = _surroundings.Identity(parsed.GetRequiredValue(_data));
        var secret = identity.Votes ?? throw new CommandLineException(ExitCode.Configuration, "This key signs no votes.");
        var now = _surroundings.Clock.GetUtcNow();
        var body = Encoding.UTF8.GetBytes(Notice(new SnowflakeSource(_surroundings.Clock).Next(), identity.ApplicationId, user, now).ToJsonString());
        var url = parsed.GetRequiredValue(_url);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/votes/{identity.ApplicationId}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("x-topgg-signature", secret.Sign(now, body));
        var status = await PostAsync(request, url, ct);
        if (status != 200)
        {
            throw CommandLineException.Failed(Explain(url.GetLeftPart(UriPartial.Authority), status));
        }

        await _surroundings.Out.Profile.Out.Writer.WriteLineAsync($"{user} voted. Collect the coins with flippy send \"/vote\" --user {user}, then flippy send --press Collect.");
        return (int)ExitCode.Ok;
    }

    private async Task<int> PostAsync(HttpRequestMessage request, Uri url, CancellationToken ct)
    {
        using var client = new HttpMessageInvoker(Endpoint.Handler(connections: 1));
        using var timeout = new CancellationTokenSource(Endpoint.Patience, _surroundings.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException none)
        {
            throw CommandLineException.Failed($"Nothing answers on {url.GetLeftPart(UriPartial.Authority)}. Start the bot with ./run.", none);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw CommandLineException.Failed($"{url.GetLeftPart(UriPartial.Authority)} gave no answer within {Endpoint.Patience.TotalSeconds:0} seconds.", late);
        }
    }

    private static JsonObject Notice(Snowflake vote, Snowflake bot, Snowflake user, DateTimeOffset now) => new()
    {
        ["type"] = "vote.create",
        ["data"] = new JsonObject
        {
            ["id"] = vote.ToString(),
            ["weight"] = 1,
            ["created_at"] = now.ToString("O", CultureInfo.InvariantCulture),
            ["expires_at"] = (now + Lasts).ToString("O", CultureInfo.InvariantCulture),
            ["project"] = new JsonObject { ["type"] = "bot", ["platform"] = "discord", ["platform_id"] = bot.ToString() },
            ["user"] = new JsonObject { ["platform_id"] = user.ToString(), ["name"] = Sender.NameOf(user) },
        },
    };

    private static string Explain(string name, int status) => status switch
    {
        401 => $"{name} does not accept this vote (401): name with --data the data folder the bot was started with, and check this machine's clock. A bot with a Bot__VoteSecret of its own takes other votes only.",
        404 => $"{name} takes no votes for this bot (404).",
        _ => $"{name} answered {status}.",
    };
}
