using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlippyFlip.Core.Tests.Localisation;

/// <summary>
/// Finds the sentences in a C# source: interpolated strings where a phrase is expected, and what <c>Phrase.Of</c> is given. It knows the
/// language's brackets, strings and comments, not its types: a string that it takes for a sentence shows up as a missing translation.
/// </summary>
internal sealed partial class SentenceScanner
{
    /// <summary>Calls whose interpolated strings stay strings, wherever in the arguments they stand.</summary>
    private static readonly string[] NotSpoken =
        ["Phrase.Verbatim", "string.Create", "string.Concat", "string.Join", "string.Format", "Exception", ".AuditAsync"];

    private readonly string _source;
    private readonly List<Bracket> _open = [];
    private readonly List<Sentence> _found = [];
    private int _at;

    private SentenceScanner(string source) => _source = source;

    private readonly record struct Bracket(char Kind, string Call);

    /// <summary>In their order; a sentence within a hole of another comes first.</summary>
    public static IReadOnlyList<Sentence> Scan(string source)
    {
        var scanner = new SentenceScanner(source);
        scanner.Code(isHole: false);
        return scanner._found;
    }

    /// <summary>Reads to the end; of a hole, to the colon of its format or its closing brace.</summary>
    private void Code(bool isHole)
    {
        var depth = _open.Count;
        while (_at < _source.Length)
        {
            var c = _source[_at];
            if (isHole && _open.Count == depth && c is ':' or '}')
            {
                if (c != ':' || !Ahead("::"))
                {
                    return;
                }

                _at += 2;
            }
            else if (Ahead("//"))
            {
                SkipTo("\n");
            }
            else if (Ahead("/*"))
            {
                SkipTo("*/");
            }
            else if (Ahead("$\"\"\"") || Ahead("$$") || Ahead("$@\"") || Ahead("@$\""))
            {
                throw new NotSupportedException($"Line {Line(_at)}: sentences are plain $\"…\" literals; teach the scanner this kind first.");
            }
            else if (Ahead("$\""))
            {
                Interpolated();
            }
            else if (Ahead("\"\"\""))
            {
                _at += 3;
                SkipTo("\"\"\"");
            }
            else if (Ahead("@\""))
            {
                _at++;
                do
                {
                    _at++;
                    SkipTo("\"");
                }
                while (Ahead("\""));
            }
            else if (c == '"')
            {
                Plain();
            }
            else if (c == '\'')
            {
                _at += Ahead("'\\") ? 3 : 2;
                SkipTo("'");
            }
            else
            {
                Bracketed(c);
                _at++;
            }
        }
    }

    private void Bracketed(char c)
    {
        if (c is '(' or '[' or '{')
        {
            _open.Add(new Bracket(c, c == '(' ? CallBefore(_at) : ""));
        }
        else if (c is ')' or ']' or '}')
        {
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void Plain()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_source[_at] != '"')
        {
            text.Append(Letter());
        }

        _at++;
        if (NearestCall() == "Phrase.Of")
        {
            _found.Add(new Sentence(text.ToString().Replace("{", "{{").Replace("}", "}}"), "Phrase.Of", Line(start)));
        }
    }

    private void Interpolated()
    {
        var start = _at;
        var isSentence = IsSentence();
        var key = new StringBuilder();
        var holes = 0;
        _at += 2;
        while (_source[_at] != '"')
        {
            if (Ahead("{{") || Ahead("}}"))
            {
                key.Append(_source, _at, 2);
                _at += 2;
            }
            else if (_source[_at] == '{')
            {
                _at++;
                Code(isHole: true);
                var end = _source.IndexOf('}', _at);
                key.Append('{').Append(holes++).Append(_source, _at, end - _at).Append('}');
                _at = end + 1;
            }
            else
            {
                key.Append(Letter());
            }
        }

        _at++;
        if (isSentence)
        {
            _found.Add(new Sentence(key.ToString(), NearestCall(), Line(start)));
        }
    }

    /// <summary>The next character of a literal, its escape undone.</summary>
    private string Letter()
    {
        var c = _source[_at++];
        if (c != '\\')
        {
            return c.ToString();
        }

        var escape = _source[_at++];
        if (escape != 'u')
        {
            return escape switch
            {
                'n' => "\n",
                't' => "\t",
                'r' => "\r",
                '"' or '\\' or '\'' => escape.ToString(),
                _ => throw new NotSupportedException($"Line {Line(_at)}: teach the scanner \\{escape} first."),
            };
        }

        _at += 4;
        return ((char)int.Parse(_source.AsSpan(_at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();
    }

    /// <summary>Whether the interpolated string that starts here becomes a phrase, by what stands before it.</summary>
    private bool IsSentence()
    {
        var before = _source[..LastBefore(_at)];
        if (before.EndsWith("=>", StringComparison.Ordinal))
        {
            // A lambda or a switch's arm gives a string, and so does a member, unless it says otherwise.
            return _open is not [.., { Kind: '(' }] && PhraseMember().IsMatch(before);
        }

        return before[^1] switch
        {
            '?' or '+' => false,
            ':' => NamedArgument().IsMatch(before) && !IsWithinString(),
            '=' => !StringVariable().IsMatch(before),
            _ => NearestCall() == "Phrase.Say" || !IsWithinString(),
        };
    }

    private bool IsWithinString() =>
        _open.Exists(bracket => Array.Exists(NotSpoken, name => bracket.Call.EndsWith(name, StringComparison.Ordinal)));

    /// <summary>The innermost call that is still open; empty outside of calls.</summary>
    private string NearestCall() => _open.FindLast(bracket => bracket.Kind == '(').Call ?? "";

    /// <summary>The name in front of an opening parenthesis, without type arguments.</summary>
    private string CallBefore(int parenthesis)
    {
        var end = LastBefore(parenthesis);
        if (end > 0 && _source[end - 1] == '>')
        {
            for (var nested = 0; end > 0;)
            {
                nested += _source[--end] switch { '>' => 1, '<' => -1, _ => 0 };
                if (nested == 0)
                {
                    break;
                }
            }
        }

        var start = end;
        while (start > 0 && (char.IsLetterOrDigit(_source[start - 1]) || _source[start - 1] is '_' or '.'))
        {
            start--;
        }

        return _source[start..end];
    }

    /// <summary>Where the white space before a place begins.</summary>
    private int LastBefore(int place)
    {
        while (place > 0 && char.IsWhiteSpace(_source[place - 1]))
        {
            place--;
        }

        return place;
    }

    private bool Ahead(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void SkipTo(string text)
    {
        var found = _source.IndexOf(text, _at, StringComparison.Ordinal);
        _at = found < 0 ? _source.Length : found + text.Length;
    }

    private int Line(int place) => _source.AsSpan(0, place).Count('\n') + 1;

    [GeneratedRegex(@"\bPhrase\??\s+\w+(\s*\([^;{}]*\))?\s*=>\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PhraseMember();

    [GeneratedRegex(@"[(,]\s*\w+\s*:\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NamedArgument();

    [GeneratedRegex(@"\b(var|string\??)\s+\w+\s*=\z|[=!<>+]=\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StringVariable();
}
