using FlippyFlip.Local.CommandLine;

var surroundings = new Surroundings
{
    Out = Surroundings.StandardOutput(),
    Error = Console.Error,
    Clock = TimeProvider.System,
    Registration = CommandsCommand.EveryRegistration,
    Identity = DevelopmentSigning.Identity,
    NewKeys = DevelopmentSigning.NewKeys,
    KeepKeys = DevelopmentSigning.Keep,
};

return await new CommandLineRoot(
    surroundings,
    new ServeCommand(surroundings),
    new CommandsCommand(surroundings),
    new DoctorCommand(surroundings),
    new JobsCommand(surroundings),
    new BackupCommand(surroundings)).RunAsync(args);
