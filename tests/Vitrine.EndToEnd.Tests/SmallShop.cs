namespace Vitrine.EndToEnd.Tests;

/// <summary>A synthetic shop as files and as the store that the real command line made of them; once for all tests of a class.</summary>
public sealed class SmallShop : IDisposable
{
    public const int Products = 400;

    private readonly Lazy<string> searchableModel;

    public SmallShop()
    {
        searchableModel = new Lazy<string>(MakeSearchable);
        CommandLineProcess.Succeed("synth", "--products", $"{Products}", "--seed", "3", "--out", Files, "--quiet");
        CommandLineProcess.Succeed([.. Import(Path.Combine(Files, "products.csv"), Store), "--quiet"]);
    }

    internal TemporaryFolder Folder { get; } = new();

    public string Files => Folder.File("files");

    public string Store => Folder.File("shop.vitrine");

    /// <summary>A model with encodings and index, quickly made.</summary>
    public string SearchableModel => searchableModel.Value;

    /// <summary>The import of a table with the columns of the synthetic shop and this shop's photos.</summary>
    public string[] Import(string table, string store) =>
    [
        "import", "--table", table, "--images", Path.Combine(Files, "images"), "--id", "id", "--title", "title",
        "--category", "department/group/type", "--attribute", "colour,pattern", "--out", store,
    ];

    public void Dispose() => Folder.Dispose();

    private string MakeSearchable()
    {
        const string Model = "quick";
        CommandLineProcess.Succeed("train", Store, "--method", "cca", "--bits", "16", "--name", Model, "--quiet");
        CommandLineProcess.Succeed("encode", Store, "--model", Model, "--quiet");
        CommandLineProcess.Succeed("index", Store, "--model", Model, "--quiet");
        return Model;
    }
}
