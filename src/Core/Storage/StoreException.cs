namespace FlippyFlip.Core.Storage;

/// <summary>Why an engine could not do what it was asked.</summary>
public enum StoreFault
{
    /// <summary>Locked or overloaded for longer than the budget; trying again may help.</summary>
    Busy,

    /// <summary>No room on the disk or in the quota.</summary>
    Full,

    /// <summary>The stored bytes are not what was written.</summary>
    Corrupt,

    /// <summary>The place may be read but not written.</summary>
    ReadOnly,

    /// <summary>The place cannot be reached or opened.</summary>
    Unavailable,

    /// <summary>A document is larger than the engine takes; trying again will not help.</summary>
    TooLarge,

    /// <summary>The store was written by a newer version of the product.</summary>
    TooNew,
}

/// <summary>The engine failed; nothing of the call happened. The message is one sentence for an operator, without secrets.</summary>
public sealed class StoreException(StoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreFault Fault { get; } = fault;
}
