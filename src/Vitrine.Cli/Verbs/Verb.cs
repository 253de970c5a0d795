using System.CommandLine;
using Vitrine.Cli.Terminal;

namespace Vitrine.Cli.Verbs;

/// <summary>One verb: what it takes, what it does with it, and examples that its help shows.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction(arguments => Session.Run(arguments, session => Run(arguments, session)));
    }

    public IReadOnlyList<string> Examples { get; }

    protected abstract int Run(ParseResult arguments, Session session);
}
