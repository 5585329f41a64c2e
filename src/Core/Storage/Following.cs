namespace FlippyFlip.Core.Storage;

/// <summary>
/// Says that the documents of a collection are parts of another's documents and come into being in a commit that changes their owner as well. A copy that is taken
/// while commits go on, owners first, then has parts that are newer than their owner; whoever reads the copy can tell and leaves them out.
/// The ids of parts sort as their owners' ids do.
/// </summary>
/// <param name="Owner">The collection of the owners.</param>
/// <param name="OwnerId">The id of a part's owner.</param>
/// <param name="IsKnown">Whether an owner, as it is, knows of a part.</param>
public sealed record Following(Collection Owner, Func<Document, string> OwnerId, Func<Document, Document, bool> IsKnown)
{
    /// <summary>Declares it with the documents' own types.</summary>
    public static Following Of<TOwner, TPart>(Func<TPart, string> ownerId, Func<TOwner, TPart, bool> isKnown)
        where TOwner : Document, IDocument<TOwner>
        where TPart : Document, IDocument<TPart> =>
        new(TOwner.Collection, part => ownerId((TPart)part), (owner, part) => isKnown((TOwner)owner, (TPart)part));
}
