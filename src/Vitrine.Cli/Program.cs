using Vitrine.Cli;

return CommandLine.Run(args);
