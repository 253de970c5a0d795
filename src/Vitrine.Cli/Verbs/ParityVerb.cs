using System.CommandLine;
using Vitrine.Cli.Terminal;

namespace Vitrine.Cli.Verbs;

/// <summary>Compares networks with what they are to be like; below it one verb for each kind.</summary>
internal sealed class ParityVerb : Verb
{
    public ParityVerb()
        : base("parity", "Compare a network with recorded values of its authors' own, or the files of an encoder with each other.",
            "vitrine parity hsl ../shared/parity/hsl/mean-glove.safetensors",
            "vitrine parity encoder clip-vit-base-patch32/ --store shop.vitrine")
    {
        Subcommands.Add(new HslParityVerb());
        Subcommands.Add(new EncoderParityVerb());
    }

    protected override int Run(ParseResult arguments, Session session) =>
        throw VerbException.Usage("parity of what?", $"add one of: {string.Join(", ", Subcommands.Select(verb => verb.Name))}; 'vitrine parity --help' has examples.");
}
