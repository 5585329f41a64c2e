// Fills a data folder with players who got there by the product's own rules: dotnet run -c Release --project tests/Load/Populate -- <folder> <players> [most rounds = 60]
using System.Globalization;
using FlippyFlip.FrontDoor;

if (args is not [var folder, var players, ..] || !int.TryParse(players, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
{
    await Console.Error.WriteLineAsync("Populate <folder> <players> [most rounds of one player]");
    return 2;
}

var mostRounds = args.Length > 2 ? int.Parse(args[2], NumberStyles.None, CultureInfo.InvariantCulture) : 60;
await Populace.SettleFolderAsync(folder, count, mostRounds, done =>
{
    if (done % 50_000 == 0 || done == count)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} players"));
    }
});
return 0;
