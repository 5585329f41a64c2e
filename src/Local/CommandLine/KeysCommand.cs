using System.CommandLine;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy keys`: signing keys.</summary>
internal sealed class KeysCommand : FlippyCommand
{
    public KeysCommand(Surroundings surroundings)
        : base("keys", "Signing keys.", "flippy keys new --write") => Add(new NewKeysCommand(surroundings));
}

/// <summary>`flippy keys new`: a fresh Ed25519 pair, shown or kept.</summary>
internal sealed class NewKeysCommand : FlippyCommand
{
    public NewKeysCommand(Surroundings surroundings)
        : base("new", "Makes a fresh Ed25519 pair. It is only shown, unless --write makes it this machine's development key.",
            "flippy keys new", "flippy keys new --write --data ./data", "flippy keys new --json")
    {
        var data = SharedOptions.Data();
        var write = new Option<bool>("--write") { Description = "Keep the pair in the data folder as the development key, in place of the one there." };
        var json = SharedOptions.Json("Print one JSON object instead.");
        Add(data);
        Add(write);
        Add(json);
        SetAction(parsed =>
        {
            var keys = surroundings.NewKeys();
            var file = parsed.GetValue(write) ? surroundings.KeepKeys(parsed.GetRequiredValue(data), keys) : null;
            if (parsed.GetValue(json))
            {
                surroundings.Out.Profile.Out.Writer.WriteLine(AsJson(keys, file).ToJsonString());
            }
            else
            {
                Show(surroundings.Out, keys, file);
            }

            return (int)ExitCode.Ok;
        });
    }

    private static JsonObject AsJson(KeyPair keys, string? file)
    {
        var json = new JsonObject { ["public_key"] = Convert.ToHexStringLower(keys.PublicKey) };
        if (file is null)
        {
            json["seed"] = Convert.ToHexStringLower(keys.Seed);
        }
        else
        {
            json["file"] = file;
        }

        return json;
    }

    private static void Show(IAnsiConsole console, KeyPair keys, string? file)
    {
        console.MarkupLine($"[bold]Public key[/]   {Convert.ToHexStringLower(keys.PublicKey)}");
        console.MarkupLine(file is null
            ? $"[bold]Private seed[/] {Convert.ToHexStringLower(keys.Seed)}"
            : $"[bold]Private key[/]  in {Markup.Escape(file)}");
        console.MarkupLine(file is null
            ? "[dim]Set the public key as Bot__PublicKey of a bot that this machine signs for. The seed is kept nowhere: whoever has it can speak as Discord to your bot.[/]"
            : "[dim]Restart the bot, so that it checks with the new key.[/]");
    }
}
