using System.CommandLine;
using Vitrine.Postgres;
using Vitrine.Search.Indexes;

namespace Vitrine.Cli.Terminal;

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

    /// <summary>The option of verbs that make or read the indexes of a store.</summary>
    public static Option<string?> Option() => new("--index")
    {
        Description = $"Keep codes, vectors and fields in this database of PostgreSQL instead of the store's folder. [default: {Variable}, else the folder]",
        HelpName = "ADDRESS",
    };

    /// <summary>Keeps the indexes of all stores in the database that was given; where none was, nothing changes.</summary>
    public static void Use(string? given)
    {
        if (!string.IsNullOrEmpty(given))
            StoreIndexes.KeepIn(new PostgresIndexes(Of(given))); // as long as the process lives
    }

    /// <summary>The same with the database that the environment names.</summary>
    public static void UseEnvironment() => Use(Environment.GetEnvironmentVariable(Variable));

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
