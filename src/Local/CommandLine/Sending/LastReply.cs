using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>What the screen would show now: kept between runs, so that one run sends a command and the next presses its button.</summary>
/// <param name="Reply">The bot's last reply as it came.</param>
/// <param name="Message">The message one can act on; null when there is none.</param>
/// <param name="Sender">Who it was said to.</param>
internal sealed record LastReply(JsonObject Reply, JsonObject? Message, Sender Sender)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <returns>Null when nothing was sent yet, or when the file is not ours to read.</returns>
    public static LastReply? Load(DirectoryInfo data)
    {
        try
        {
            if (!File.Exists(FileIn(data)) || JsonNode.Parse(File.ReadAllBytes(FileIn(data))) is not JsonObject kept)
            {
                return null;
            }

            return kept.Child("reply") is { } reply && kept.Child("sender") is { } sender && Snowflake.TryParse(sender.Text("user"), out var user)
                ? new LastReply(
                    reply,
                    kept.Child("message"),
                    new Sender(user, sender.Text("name") ?? "", sender.Text("locale") ?? "", sender.Text("permissions") ?? "", sender.Flag("guild") ?? true))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Save(DirectoryInfo data)
    {
        var kept = new JsonObject
        {
            ["reply"] = Reply.DeepClone(),
            ["message"] = Message?.DeepClone(),
            ["sender"] = new JsonObject
            {
                ["user"] = Sender.User.ToString(), ["name"] = Sender.Name, ["locale"] = Sender.Locale, ["permissions"] = Sender.Permissions, ["guild"] = Sender.InGuild,
            },
        };
        try
        {
            data.Create();
            var beside = $"{FileIn(data)}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
            Write(beside, Encoding.UTF8.GetBytes(kept.ToJsonString(Readable)));
            File.Move(beside, FileIn(data), overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw CommandLineException.Failed($"The reply came, but {FileIn(data)} cannot be written: {refused.Message}", refused);
        }
    }

    /// <summary>The state after another reply. What a type means for the message: reference 4.3.</summary>
    public static LastReply? After(LastReply? before, JsonObject interaction, JsonObject reply, InteractionBody bodies, Sender sender)
    {
        var acting = interaction.ContainsKey("message") ? before?.Message : null;
        var data = reply.Child("data");
        return reply.Number("type") switch
        {
            4 => new LastReply(reply, bodies.Message(data ?? [], interaction), sender),
            7 => new LastReply(reply, Updated(acting, data) ?? bodies.Message(data ?? [], interaction), sender),
            8 => before,
            _ => new LastReply(reply, acting, sender),
        };
    }

    private static JsonObject? Updated(JsonObject? message, JsonObject? data)
    {
        if (message is null)
        {
            return null;
        }

        var updated = (JsonObject)message.DeepClone();
        foreach (var (name, value) in data ?? [])
        {
            updated[name] = value?.DeepClone();
        }

        return updated;
    }

    /// <summary>What was said in private is for the owner only, as the folder's keys are.</summary>
    private static void Write(string path, byte[] bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(path); // of a process that died while writing
        using var file = new FileStream(path, options);
        file.Write(bytes);
    }

    private static string FileIn(DirectoryInfo data) => Path.Combine(data.FullName, "last-reply.json");
}
