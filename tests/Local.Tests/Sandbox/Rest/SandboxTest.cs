namespace FlippyFlip.Local.Tests.Sandbox.Rest;

/// <summary>A sandbox of its own for each test.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    private SandboxDiscord? _discord;

    private protected SandboxDiscord Discord => _discord!;

    public async ValueTask InitializeAsync() => _discord = await SandboxDiscord.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Discord.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
