using System.Globalization;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>Where in a body something stands, as the chain of fields and indexes that leads there.</summary>
/// <param name="Outer">Null: this is the root, or begins below it.</param>
/// <param name="Step">A field's name, or an index in digits. Empty at the root.</param>
internal sealed record Place(Place? Outer, string Step)
{
    public static readonly Place Root = new(null, "");

    public Place this[string field] => new(this, field);

    public Place this[int index] => new(this, index.ToString(CultureInfo.InvariantCulture));

    /// <summary>From the root to here.</summary>
    public IReadOnlyList<string> Steps()
    {
        var steps = new List<string>();
        for (var here = this; here.Outer is not null; here = here.Outer)
        {
            steps.Insert(0, here.Step);
        }

        return steps;
    }
}
