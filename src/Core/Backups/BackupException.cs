namespace FlippyFlip.Core.Backups;

/// <summary>Why something about backups did not work out.</summary>
public enum BackupFault
{
    /// <summary>There is no backup, or none of that name.</summary>
    NotFound,

    /// <summary>Its bytes are not what was written, or its documents contradict each other.</summary>
    Damaged,

    /// <summary>It was locked with a master key that is not here.</summary>
    WrongKey,

    /// <summary>It holds documents of another schema, or is of a form that this version does not know.</summary>
    OtherSchema,

    /// <summary>The store that should be filled has documents already.</summary>
    NotEmpty,

    /// <summary>Another process works on the same backup.</summary>
    TakenOver,
}

/// <summary>An expected failure: one sentence for an operator.</summary>
public sealed class BackupException(BackupFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public BackupFault Fault { get; } = fault;

    internal static BackupException NotFound(string id, string archive) => new(BackupFault.NotFound, $"There is no backup {id} in {archive}.");
}
