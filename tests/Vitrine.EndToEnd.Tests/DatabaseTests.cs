using System.Text.Json.Nodes;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.EndToEnd.Tests;

/// <summary>The indexes of a shop in a database of PostgreSQL, by the command line.</summary>
public sealed class DatabaseTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Indexes_OfAStore_GoToADatabaseAndBack()
    {
        Assert.SkipUnless(RealServer.Missing is null, RealServer.Missing ?? "");
        using var server = RealServer.Start();
        server.Execute("CREATE DATABASE products");
        var address = $"postgres://owner:{RealServer.Password}@127.0.0.1:{server.Port}/products?sslmode=disable";
        Assert.Contains("There is no index yet", Told("database", address), StringComparison.Ordinal);
        _ = shop.SearchableModel;
        var copied = Json("index", shop.Store, "--copy", address, "--as", "small")["indexes"]!.AsArray();
        var fields = copied.Single(index => (string?)index!["name"] == "fields")!;
        Assert.Equal((SmallShop.Products, SmallShop.Products), ((int)fields["items"]!, (int)fields["copied"]!));
        Assert.Contains(copied, index => ((string)index!["name"]!).EndsWith("/photo", StringComparison.Ordinal));
        Assert.Contains("all there before; both sides have the hash", Told("index", shop.Store, "--copy", address, "--as", "small"), StringComparison.Ordinal);
        Assert.Contains($"small/fields: {SmallShop.Products} items, commit 1", Told("database", address), StringComparison.Ordinal);
        Assert.Contains("CREATE ROLE vitrine_reader NOLOGIN", Told("database", address, "--roles"), StringComparison.Ordinal);

        // What is damaged comes back.
        var segment = Directory.GetFiles(Path.Combine(shop.Store, "index", "fields"), "segment-*.bin")[0];
        File.Delete(segment);
        Assert.NotEqual(0, CommandLineProcess.Run("search", shop.Store, "--text", "shirt").ExitCode);
        Directory.Delete(Path.GetDirectoryName(segment)!, recursive: true);
        Told("index", shop.Store, "--copy", address, "--as", "small", "--back");
        Told("search", shop.Store, "--text", "shirt");
    }

    [Fact]
    public void Database_ThatCannotBeReached_IsSaidWithoutThePassword()
    {
        Refused(1, "no connection", "database", "postgres://owner:hidden@127.0.0.1:1/products?connect_timeout=1");
        Refused(2, "names no database", "database", "postgres://owner:hidden@127.0.0.1");
        Refused(2, "no database was named", "database");
        Refused(2, "--back and --as say how indexes are copied", "index", shop.Store, "--back");
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
}
