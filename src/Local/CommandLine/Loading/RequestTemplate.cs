using System.Globalization;
using System.Text;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Loading;

/// <summary>An interaction serialized once; each request overwrites its id and its user in a copy. Room for the timestamp stands in front.</summary>
internal sealed class RequestTemplate
{
    private readonly byte[] _message;
    private readonly List<int> _ids;
    private readonly List<int> _users;
    private readonly string _idFormat;
    private readonly string _userFormat;

    public RequestTemplate(byte[] body, Snowflake id, Snowflake user)
    {
        _message = new byte[Endpoint.TimestampLength + body.Length];
        body.CopyTo(_message, Endpoint.TimestampLength);
        (_ids, _idFormat) = Places(id);
        (_users, _userFormat) = Places(user);
    }

    /// <summary>What <see cref="Endpoint.PostAsync(byte[], CancellationToken)"/> takes.</summary>
    public byte[] For(Snowflake id, Snowflake user)
    {
        var copy = _message.ToArray();
        Put(copy, _ids, id.Value.ToString(_idFormat, CultureInfo.InvariantCulture));
        Put(copy, _users, user.Value.ToString(_userFormat, CultureInfo.InvariantCulture));
        return copy;
    }

    private static void Put(byte[] copy, List<int> places, string digits)
    {
        foreach (var place in places)
        {
            Encoding.ASCII.GetBytes(digits, copy.AsSpan(place));
        }
    }

    private (List<int> Places, string Format) Places(Snowflake placeholder)
    {
        var digits = Encoding.ASCII.GetBytes(placeholder.ToString());
        var places = new List<int>();
        for (var at = _message.AsSpan().IndexOf(digits); at >= 0;)
        {
            places.Add(at);
            var next = _message.AsSpan(at + digits.Length).IndexOf(digits);
            at = next < 0 ? -1 : at + digits.Length + next;
        }

        return (places, $"D{digits.Length}");
    }
}
