using System.Globalization;

namespace FlippyFlip.Local.CommandLine.Showing;

/// <summary>Writes Discord's `&lt;t:unix:style&gt;` as Discord's client shows it; clock times in UTC, since a terminal tells no time zone of the reader.</summary>
internal static class DiscordTime
{
    public static string Format(long unixSeconds, char style, DateTimeOffset now)
    {
        var first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
        var moment = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unixSeconds, first, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
        return style switch
        {
            'R' => Relative(moment - now),
            't' => Written(moment, "HH:mm 'UTC'"),
            'T' => Written(moment, "HH:mm:ss 'UTC'"),
            'd' => Written(moment, "yyyy-MM-dd"),
            'D' => Written(moment, "d MMMM yyyy"),
            'F' => Written(moment, "dddd, d MMMM yyyy HH:mm 'UTC'"),
            _ => Written(moment, "d MMMM yyyy HH:mm 'UTC'"),
        };
    }

    private static string Relative(TimeSpan distance)
    {
        var apart = distance.Duration();
        var (count, unit) = apart switch
        {
            { TotalSeconds: < 0.5 } => (0, "second"),
            { TotalSeconds: < 59.5 } => (apart.TotalSeconds, "second"),
            { TotalMinutes: < 59.5 } => (apart.TotalMinutes, "minute"),
            { TotalHours: < 23.5 } => (apart.TotalHours, "hour"),
            { TotalDays: < 29.5 } => (apart.TotalDays, "day"),
            { TotalDays: < 364 } => (apart.TotalDays / 30.44, "month"),
            _ => (apart.TotalDays / 365.25, "year"),
        };
        var whole = Math.Max((long)Math.Round(count, MidpointRounding.AwayFromZero), count == 0 ? 0 : 1);
        var words = $"{whole} {unit}{(whole == 1 ? "" : "s")}";
        return whole == 0 ? "now" : distance > TimeSpan.Zero ? $"in {words}" : $"{words} ago";
    }

    private static string Written(DateTimeOffset moment, string format) => moment.ToString(format, CultureInfo.InvariantCulture);
}
