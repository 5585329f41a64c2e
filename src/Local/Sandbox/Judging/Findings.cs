using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>What is wrong with one body. The same wrong at the same place counts once.</summary>
internal sealed class Findings
{
    private readonly List<FieldError> _errors = [];
    private readonly HashSet<(string Place, string Code)> _seen = [];

    public IReadOnlyList<FieldError> All => _errors;

    public int Count => _errors.Count;

    public void Add(Place place, Word word)
    {
        var error = new FieldError(place.Steps(), word.Code, word.Message);
        if (_seen.Add((error.Place, word.Code)))
        {
            _errors.Add(error);
        }
    }

    public void AddAll(Findings others)
    {
        foreach (var error in others._errors.Where(error => _seen.Add((error.Place, error.Code))))
        {
            _errors.Add(error);
        }
    }
}
