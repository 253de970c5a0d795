using System.CommandLine;

namespace Vitrine.Cli.Verbs;

/// <summary>Arguments and options that several verbs take; one name and one meaning each. New objects, because each belongs to one verb.</summary>
static class VerbArguments
{
    public static Argument<string> Store() => new("STORE") { Description = "The store: the folder that 'vitrine import' wrote, such as shop.vitrine." };
}
