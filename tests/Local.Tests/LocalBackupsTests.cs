using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Secrets;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Local.Tests;

public sealed class LocalBackupsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_running_head_backs_itself_up_where_the_command_line_looks()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var made = await bot.Part<Safekeeping>().RunAsync(null, Ct);
        var found = await bot.Part<Safekeeping>().VerifyLatestAsync(null, Ct);
        var drill = await bot.Part<Safekeeping>().DrillAsync(await bot.Part<Safekeeping>().LatestAsync(Ct), null, Ct);

        Assert.Equal(1, made.Manifest.Ledger.Players);
        Assert.Empty(found.Problems);
        Assert.Empty(drill.Problems);
        Assert.True(File.Exists(Path.Combine(bot.DataFolderPath, "backups", made.Manifest.Id, "manifest.json")));
        Assert.True(File.Exists(Path.Combine(bot.DataFolderPath, MasterKeyFile.FileName)));
    }

    [Fact]
    public async Task The_configured_folder_and_key_are_used()
    {
        var folder = Directory.CreateTempSubdirectory("flippy-").FullName;
        try
        {
            await using var bot = await Bot.StartAsync(new BotOptions
            {
                Settings = { ["Backups:Folder"] = Path.Combine(folder, "kept"), ["Secrets:MasterKey"] = Convert.ToBase64String(new byte[32]) },
            });
            var secret = await bot.Part<SecretProtector>().ProtectAsync("token"u8.ToArray(), "100", Ct);
            var made = await bot.Part<Safekeeping>().RunAsync(null, Ct);

            Assert.Equal(secret.Key.KeyId, made.Manifest.Key.KeyId);
            Assert.True(File.Exists(Path.Combine(folder, "kept", made.Manifest.Id, "manifest.json")));
            Assert.False(File.Exists(Path.Combine(bot.DataFolderPath, MasterKeyFile.FileName)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
