using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>An address through which anybody who knows its token may post into a channel.</summary>
/// <param name="Id">A Discord id.</param>
/// <param name="Channel">Where it posts.</param>
/// <param name="Name">Under which it posts.</param>
/// <param name="Token">A secret.</param>
internal sealed record ChannelWebhook(Snowflake Id, Channel Channel, string Name, string Token)
{
    /// <summary>As an author of messages.</summary>
    /// <param name="name">Another name for one message. Null: its own.</param>
    public JsonObject User(string? name)
    {
        return new JsonObject { ["id"] = Id.ToString(), ["username"] = name ?? Name, ["discriminator"] = "0000", ["global_name"] = null, ["avatar"] = null, ["public_flags"] = 0, ["bot"] = true };
    }
}

/// <summary>The webhooks of the channels, all made by the bot.</summary>
internal sealed class ChannelWebhooks(World world)
{
    /// <summary>Of one channel.</summary>
    public const int Most = 15;

    private readonly List<ChannelWebhook> _all = [];

    public IReadOnlyList<ChannelWebhook> In(Snowflake channel) => world.Atomically<IReadOnlyList<ChannelWebhook>>(() => [.. _all.Where(each => each.Channel.Id == channel)]);

    /// <summary>Null: there is none.</summary>
    public ChannelWebhook? Find(Snowflake id) => world.Atomically(() => _all.Find(each => each.Id == id));

    /// <exception cref="DiscordRefusal">The channel has as many as it may have.</exception>
    public ChannelWebhook Create(Channel channel, string name) => world.Atomically(() =>
    {
        if (_all.Count(each => each.Channel.Id == channel.Id) >= Most)
        {
            throw new DiscordRefusal(DiscordError.TooManyWebhooks);
        }

        var id = world.Ids.Next();
        var token = Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes($"{id} {world.Token.Reveal()}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_')[..68];
        var made = new ChannelWebhook(id, channel, name, token);
        _all.Add(made);
        return made;
    });

    public void Remove(ChannelWebhook webhook) => world.Atomically(() => _all.RemoveAll(each => each.Id == webhook.Id));
}
