using System.Text.Json.Nodes;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.EndToEnd.Tests;

/// <summary>The indexes of a shop in a database of PostgreSQL, by the command line.</summary>
public sealed class DatabaseTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Indexes_OfAStore_AreSearchedInADatabaseAndCopied()
    {
        Assert.SkipUnless(RealServer.Missing is null, RealServer.Missing ?? "");
        using var server = RealServer.Start();
        server.Execute("CREATE DATABASE products");
        var address = $"postgres://owner:{RealServer.Password}@127.0.0.1:{server.Port}/products?sslmode=disable";
        var model = shop.SearchableModel;
        string[][] questions =
        [
            ["search", shop.Store, "--model", model, "--text", "shirt", "--facet", "colour"],
            ["eval", shop.Store, "--model", model, "--task", "category"],
        ];
        var inFolder = questions.Select(Answer).ToArray();
        Assert.Equal(2 * SmallShop.Products, (int)Json("index", shop.Store, "--model", model, "--index", address)["encoded"]!);
        Assert.Equal(0, (int)Json("index", shop.Store, "--model", model, "--index", address)["encoded"]!);
        Assert.Equal(inFolder, questions.Select(question => Answer([.. question, "--index", address])));
        server.Execute($"DROP SCHEMA {server.Execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'vitrine_shop_fields_%'", "products")} CASCADE", "products");
        Assert.Contains("are not indexed yet", CommandLineProcess.Run([.. questions[0], "--index", address]).Error, StringComparison.Ordinal); // it was asked, and not the folder

        // Copied, by another name; and what is lost in the folder comes back.
        var copied = Json("index", shop.Store, "--copy", address, "--as", "small")["indexes"]!.AsArray();
        Assert.Equal(["fields", "quick/photo", "quick/title", "variants"], copied.Select(index => (string)index!["name"]!));
        Assert.Equal(0, (int)copied[3]!["items"]!); // the shop has none
        Assert.All(copied.Take(3), index => Assert.Equal(((int)index!["items"]!, SmallShop.Products), ((int)index["copied"]!, (int)index["items"]!)));
        Assert.Contains($"small/fields: {SmallShop.Products} items, commit 1", Told("database", address), StringComparison.Ordinal);
        Directory.Delete(Path.Combine(shop.Store, "index", "fields"), recursive: true);
        Assert.Contains("quick/photo: 400 items, all there before", Told("index", shop.Store, "--copy", address, "--as", "small", "--back"), StringComparison.Ordinal);
        Assert.Equal(inFolder[0], Answer(questions[0]));
    }

    [Fact]
    public void Database_ThatCannotBeReached_IsSaidWithoutThePassword()
    {
        Refused(1, "no connection", "database", "postgres://owner:hidden@127.0.0.1:1/products?connect_timeout=1");
        Refused(2, "names no database", "database", "postgres://owner:hidden@127.0.0.1");
        Refused(2, "makes nothing anew", "index", shop.Store, "--copy", "postgres://owner:hidden@127.0.0.1:1/products", "--language", "german");

        static void Refused(int code, string said, params string[] arguments)
        {
            var result = CommandLineProcess.Run(arguments);
            Assert.Equal(code, result.ExitCode);
            Assert.Contains(said, result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", result.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Told(params string[] arguments)
    {
        var result = CommandLineProcess.Succeed(arguments);
        Assert.DoesNotContain(RealServer.Password, result.ToString(), StringComparison.Ordinal);
        return result.Out;
    }

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(Told([.. arguments, "--json"]))!;

    // Without what another run takes another time for.
    private static string Answer(string[] question)
    {
        var answer = Json(question).AsObject();
        foreach (var own in new[] { "milliseconds", "seconds" })
            answer.Remove(own);
        return answer.ToJsonString();
    }
}
