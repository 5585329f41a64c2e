namespace FlippyFlip.Local.Tests.Sqlite;

internal static class Waits
{
    /// <summary>Lets others run until something is so. A test that waits in vain is ended by its time limit.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
