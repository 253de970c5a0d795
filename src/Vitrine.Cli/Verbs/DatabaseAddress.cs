using System.CommandLine;
using Vitrine.Cli.Terminal;
using Vitrine.Postgres;

namespace Vitrine.Cli.Verbs;

/// <summary>The address of a database, as verbs take it. One that is left out stands in <c>VITRINE_INDEX</c>, where no list of processes shows its password.</summary>
internal static class DatabaseAddress
{
    public const string Variable = "VITRINE_INDEX";

    private const string Hint = $"give postgres://USER@HOST:PORT/DATABASE, or set {Variable}; the password may stand in PGPASSWORD.";

    public static Argument<string?> Argument() => new("ADDRESS")
    {
        Description = $"The database, such as postgres://shop@db:5432/products. [default: {Variable}]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The address that was given, or that of the environment.</summary>
    public static PostgresAddress Of(string? given)
    {
        var text = string.IsNullOrEmpty(given) ? Environment.GetEnvironmentVariable(Variable) : given;
        if (string.IsNullOrEmpty(text))
            throw VerbException.Usage("no database was named.", Hint);
        try
        {
            return PostgresAddress.Parse(text);
        }
        catch (ArgumentException wrong)
        {
            throw VerbException.Usage(wrong.Message, Hint);
        }
    }
}
