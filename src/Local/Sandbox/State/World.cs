using System.Text.Json.Nodes;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>
/// Everything this small Discord knows: messages, interactions under way, registered commands, entitlements, webhooks. Lives as long as the process.
/// One lock orders all changes and what pages are told of them; nothing under it waits.
/// </summary>
internal sealed class World
{
    /// <summary>Older messages of a channel are forgotten.</summary>
    private const int MostMessages = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<Snowflake, List<Message>> _messages = [];
    private readonly Dictionary<string, OpenInteraction> _interactions = new(StringComparer.Ordinal);

    /// <param name="bot">The application there is.</param>
    /// <param name="token">What it signs its calls with.</param>
    /// <param name="time">The clock of timestamps and of what runs out.</param>
    public World(Bot bot, BotToken token, TimeProvider time)
    {
        (Bot, Token, Time) = (bot, token, time);
        Ids = new SnowflakeSource(time);
        Switches = new Switches(this);
        Commands = new RegisteredCommands(this);
        Application = new OwnApplication(this);
        Entitlements = new Entitlements(this);
        Webhooks = new ChannelWebhooks(this);
    }

    public Bot Bot { get; }

    public BotToken Token { get; }

    public TimeProvider Time { get; }

    public Feed Feed { get; } = new();

    public SnowflakeSource Ids { get; }

    public Switches Switches { get; }

    public RegisteredCommands Commands { get; }

    public OwnApplication Application { get; }

    public Entitlements Entitlements { get; }

    public ChannelWebhooks Webhooks { get; }

    public Attachments Attachments { get; } = new();

    /// <summary>The bot as a user.</summary>
    public JsonObject BotUser()
    {
        var user = Sender.UserOf(Bot.ApplicationId, Bot.Name);
        user["bot"] = true;
        return user;
    }

    /// <summary>Null: there is none.</summary>
    public static Channel? Channel(Snowflake id) => Population.Channels.FirstOrDefault(channel => channel.Id == id);

    /// <summary>The bot's direct messages with somebody. Null: there is no such person.</summary>
    public static Channel? DirectWith(Snowflake person) => Population.Channels.FirstOrDefault(channel => channel.Recipient == person);

    /// <summary>Oldest first, what this person may see.</summary>
    public IReadOnlyList<Message> Messages(Snowflake channel, Snowflake person, int most)
    {
        lock (_lock)
        {
            return [.. In(channel).Where(message => message.IsFor(person)).TakeLast(most)];
        }
    }

    /// <summary>Oldest first, what everybody in the channel may see: the bot reads no more than that.</summary>
    public IReadOnlyList<Message> Messages(Snowflake channel)
    {
        lock (_lock)
        {
            return [.. In(channel).Where(message => message.OnlyFor is null)];
        }
    }

    /// <summary>Null: there is no such message in this channel.</summary>
    public Message? Find(Snowflake channel, Snowflake id)
    {
        lock (_lock)
        {
            return In(channel).Find(message => message.Id == id);
        }
    }

    /// <summary>Makes a message stand in its channel, in the place of the one with its id if there is one, and tells the pages.</summary>
    public void Put(Message message)
    {
        lock (_lock)
        {
            var all = In(message.Channel.Id);
            var at = all.FindIndex(each => each.Id == message.Id);
            if (at >= 0)
            {
                all[at] = message;
            }
            else
            {
                all.Add(message);
                all.RemoveRange(0, Math.Max(0, all.Count - MostMessages));
            }

            Feed.Tell(new FeedEvent("message", new JsonObject { ["message"] = message.Shown() }, message.OnlyFor ?? message.Channel.Recipient));
        }
    }

    /// <returns>False: it was not there.</returns>
    public bool Remove(Message message)
    {
        lock (_lock)
        {
            if (In(message.Channel.Id).RemoveAll(each => each.Id == message.Id) == 0)
            {
                return false;
            }

            var told = new JsonObject { ["channel_id"] = message.Channel.Id.ToString(), ["id"] = message.Id.ToString() };
            Feed.Tell(new FeedEvent("message_delete", told, message.OnlyFor ?? message.Channel.Recipient));
            return true;
        }
    }

    /// <summary>Changes a message as it stands now, unless it is to stay.</summary>
    /// <returns>The message after the change. Null: it is not there, or it stays.</returns>
    public Message? Change(Snowflake channel, Snowflake id, Func<Message, Message?> change)
    {
        lock (_lock)
        {
            if (In(channel).Find(message => message.Id == id) is not { } found)
            {
                return null;
            }

            var changed = change(found);
            if (changed is not null)
            {
                Put(changed);
            }

            return changed;
        }
    }

    /// <summary>Takes note of an interaction before it is posted.</summary>
    public void Open(OpenInteraction interaction)
    {
        lock (_lock)
        {
            var now = Time.GetUtcNow();
            foreach (var (old, _) in _interactions.Where(each => each.Value.HasExpired(now)).ToList())
            {
                _interactions.Remove(old);
            }

            _interactions[interaction.Token] = interaction;
        }
    }

    /// <summary>The interaction with this token, alive or not. Null: never heard of, or long gone.</summary>
    public OpenInteraction? Interaction(string token)
    {
        lock (_lock)
        {
            return _interactions.GetValueOrDefault(token);
        }
    }

    /// <summary>The interaction with this id. Null: never heard of, or long gone.</summary>
    public OpenInteraction? Interaction(Snowflake id)
    {
        lock (_lock)
        {
            return _interactions.Values.FirstOrDefault(interaction => interaction.Id == id);
        }
    }

    /// <summary>Tells the pages something, in its order among the changes.</summary>
    public void Tell(FeedEvent told)
    {
        lock (_lock)
        {
            Feed.Tell(told);
        }
    }

    /// <summary>Something that looks at several things and changes them at once. Must not wait.</summary>
    public T Atomically<T>(Func<T> change)
    {
        lock (_lock)
        {
            return change();
        }
    }

    /// <inheritdoc cref="Atomically{T}(Func{T})"/>
    public void Atomically(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }

    private List<Message> In(Snowflake channel)
    {
        if (!_messages.TryGetValue(channel, out var all))
        {
            _messages[channel] = all = [];
        }

        return all;
    }
}
