using FlippyFlip.Functions;
using FlippyFlip.Hosting.Configuration;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

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
