using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Postgres;

namespace Vitrine.Cli.Verbs;

/// <summary>Shows the indexes in a database of PostgreSQL, and does what only its owner may.</summary>
internal sealed class DatabaseVerb : Verb
{
    private readonly Argument<string?> address = DatabaseAddress.Argument();
    private readonly Option<bool> migrate = new("--migrate") { Description = "Bring the tables up to this version of Vitrine. Needs a role that owns them." };
    private readonly Option<bool> graphs = new("--graphs") { Description = "Make graphs (HNSW) over codes and vectors, where pgvector is. Needs a role that owns the tables." };
    private readonly Option<bool> roles = new("--roles") { Description = "Print the statements that make a role that reads, one that writes and one that migrates." };

    public DatabaseVerb()
        : base("database", "Show the indexes in a database of PostgreSQL; bring its tables up to this version, make graphs, print the statements of its roles.",
            "vitrine database postgres://shop@db:5432/products",
            "vitrine database postgres://owner@db:5432/products --migrate --graphs",
            "vitrine database postgres://owner@db:5432/products --roles | psql -d products")
    {
        Arguments.Add(address);
        Options.Add(migrate);
        Options.Add(graphs);
        Options.Add(roles);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        using var database = new PostgresIndexes(DatabaseAddress.Of(arguments.GetValue(address)));
        if (arguments.GetValue(roles))
        {
            var statements = database.RoleStatements();
            session.Answer(() => new JsonObject { ["statements"] = statements }, text => text.Line(statements.TrimEnd()));
            return ExitCode.Ok;
        }

        var done = arguments.GetValue(migrate) ? database.Migrate() : [];
        var names = database.Names;
        if (arguments.GetValue(graphs))
            session.Track("Making graphs", _ => names.Sum(name => database.MakeGraphs(name)));
        var found = names.Select(name => Described(database, name)).ToArray();
        session.Answer(
            () => new JsonObject
            {
                ["address"] = database.Address.ToString(),
                ["server"] = database.Abilities.ToString(),
                ["migrated"] = new JsonArray([.. done.Select(step => JsonValue.Create(step))]),
                ["indexes"] = new JsonArray([.. found]),
            },
            text =>
            {
                text.Line($"{database.Address}: {database.Abilities}.");
                foreach (var step in done)
                    text.Line($"Brought up: {step}.");
                foreach (var index in found)
                    text.Line($"{(string)index["name"]!}: {(int)index["items"]!:N0} items, commit {(long)index["commit"]!}, {(long)index["bytes"]! / 1e6:N1} MB; {(string)index["form"]!}.");
                if (found.Length == 0)
                    text.Line("There is no index yet. Next: vitrine index STORE --copy ADDRESS");
            });
        return ExitCode.Ok;
    }

    private static JsonObject Described(PostgresIndexes database, string name)
    {
        using var snapshot = database.Open(name);
        return new JsonObject { ["name"] = name, ["items"] = snapshot.Count, ["commit"] = snapshot.Generation, ["bytes"] = snapshot.StoredBytes(), ["form"] = snapshot.Schema.ToString() };
    }
}
