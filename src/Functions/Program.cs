using FlippyFlip.Functions;
using FlippyFlip.Hosting.Configuration;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

var isHelp = args is [var only] && BackupConsole.IsHelp(only);
if (isHelp || args is ["backup", ..])
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        // The second time it ends at once.
        pressed.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    };
    return await BackupConsole.RunAsync(isHelp ? args : args[1..], new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Out, Console.Error, stop.Token);
}

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    AzureHead.Compose(builder);
    await builder.Build().RunAsync();
    return 0;
}
catch (ConfigurationException mistakes)
{
    // The host shows what the worker says here; a stack would hide the list.
    await Console.Error.WriteLineAsync(mistakes.Message);
    return 3;
}
