namespace Vitrine.EndToEnd.Tests;

/// <summary>A synthetic shop as files and as the store that the real command line made of them: a copy of the template for each class, which may do with it what it likes.</summary>
public sealed class SmallShop : IDisposable
{
    public const int Products = 400;

    private readonly Lazy<string> searchableModel;

    public SmallShop(SmallShopTemplate template)
    {
        searchableModel = new Lazy<string>(() =>
        {
            template.CopyModel(Store);
            CommandLineProcess.Succeed("index", Store, "--model", SmallShopTemplate.Model, "--quiet");
            return SmallShopTemplate.Model;
        });
        template.CopyFiles(Files);
        template.CopyStore(Store);
    }

    internal TemporaryFolder Folder { get; } = new();

    public string Files => Folder.File(SmallShopTemplate.Files);

    public string Store => Folder.File(SmallShopTemplate.Store);

    /// <summary>A model with encodings and index, quickly made.</summary>
    public string SearchableModel => searchableModel.Value;

    /// <summary>The import of a table with the columns of the synthetic shop and this shop's photos.</summary>
    public string[] Import(string table, string store) => Import(Files, table, store);

    public void Dispose() => Folder.Dispose();

    internal static string[] Import(string files, string table, string store) =>
    [
        "import", "--table", table, "--images", Path.Combine(files, "images"), "--id", "id", "--title", "title",
        "--category", "department/group/type", "--attribute", "colour,pattern", "--out", store,
    ];
}
