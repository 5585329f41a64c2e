namespace FlippyFlip.Core.Bots;

/// <summary>What the head knows about its own health.</summary>
public interface IVitals
{
    Task<IReadOnlyList<Vital>> ReadAsync(CancellationToken ct);
}

/// <summary>One thing that should be well.</summary>
/// <param name="Name">Such as <c>Deferred queue</c>.</param>
/// <param name="IsWell">False: an operator should look.</param>
/// <param name="State">One short line, such as <c>0 waiting, 0 given up</c>.</param>
public sealed record Vital(string Name, bool IsWell, string State);
