using Vitrine.Index;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Searching;

public sealed class ExplainTests(PlainServer server)
{
    [Fact]
    public void Explain_AQuery_ShowsStatementsValuesAndPlan()
    {
        using var indexes = new PostgresIndexes(server.NewPrefix());
        using (var writer = indexes.Create("shop", new IndexSchema([64]) { Fields = [new("colour", FieldKind.Keyword)], HasGroups = true }))
        {
            writer.Put(new IndexItem("a") { Code = new ulong[] { 1 }, Fields = { ["colour"] = "red" } });
            writer.Commit();
        }

        using var snapshot = indexes.Open("shop");
        var text = snapshot.Explain(new IndexQuery { Code = new ulong[] { 1 }, Filter = Filter.Equal("colour", "red'; --"), Facets = [new("colour")], IsOnePerGroup = true });
        Assert.Contains("without pgvector", text, StringComparison.Ordinal);
        Assert.Contains("bit_count(code # $1)", text, StringComparison.Ordinal);
        Assert.Contains("f0 = ANY($2)", text, StringComparison.Ordinal);
        Assert.Contains("$2 = {'red'; --'}", text, StringComparison.Ordinal);
        Assert.Contains("SELECT DISTINCT ON (item_group, alone)", text, StringComparison.Ordinal);
        Assert.Contains("GROUP BY 1 ORDER BY 2 DESC, 1", text, StringComparison.Ordinal);
        Assert.Contains("Limit  (cost=", text, StringComparison.Ordinal);
    }
}
