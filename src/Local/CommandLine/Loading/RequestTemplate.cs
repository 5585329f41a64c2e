using System.Globalization;
using System.Text;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.CommandLine.Sending;

namespace FlippyFlip.Local.CommandLine.Loading;

/// <summary>An interaction serialized once; each request overwrites its id and its user in a copy. Room for the timestamp stands in front.</summary>
internal sealed class RequestTemplate
{
    private readonly byte[] message;
    private readonly List<int> ids;
    private readonly List<int> users;
    private readonly string idFormat;
    private readonly string userFormat;

    public RequestTemplate(byte[] body, Snowflake id, Snowflake user)
    {
        message = new byte[Endpoint.TimestampLength + body.Length];
        body.CopyTo(message, Endpoint.TimestampLength);
        (ids, idFormat) = Places(id);
        (users, userFormat) = Places(user);
    }

    /// <summary>What <see cref="Endpoint.PostAsync"/> takes.</summary>
    public byte[] For(Snowflake id, Snowflake user)
    {
        var copy = message.ToArray();
        Put(copy, ids, id.Value.ToString(idFormat, CultureInfo.InvariantCulture));
        Put(copy, users, user.Value.ToString(userFormat, CultureInfo.InvariantCulture));
        return copy;
    }

    private static void Put(byte[] copy, List<int> places, string digits)
    {
        foreach (var place in places)
            Encoding.ASCII.GetBytes(digits, copy.AsSpan(place));
    }

    private (List<int> Places, string Format) Places(Snowflake placeholder)
    {
        var digits = Encoding.ASCII.GetBytes(placeholder.ToString());
        var places = new List<int>();
        for (var at = message.AsSpan().IndexOf(digits); at >= 0;)
        {
            places.Add(at);
            var next = message.AsSpan(at + digits.Length).IndexOf(digits);
            at = next < 0 ? -1 : at + digits.Length + next;
        }

        return (places, $"D{digits.Length}");
    }
}
