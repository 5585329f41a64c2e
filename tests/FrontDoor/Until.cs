namespace FlippyFlip.FrontDoor;

/// <summary>Waits for what nobody announces.</summary>
public static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="TimeoutException">It did not come true.</exception>
    public static Task IsTrueAsync(Func<bool> isSo) => IsTrueAsync(() => Task.FromResult(isSo()));

    /// <inheritdoc cref="IsTrueAsync(Func{bool})"/>
    public static async Task IsTrueAsync(Func<Task<bool>> isSo)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !await isSo(); await Task.Delay(1))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException("It did not come true.");
            }
        }
    }
}
