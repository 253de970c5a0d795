using Vitrine.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(SmallShopTemplate))]

namespace Vitrine.EndToEnd.Tests;

/// <summary>The small shop that every class gets a copy of: drawn, imported and learned once, when the first one asks.</summary>
public sealed class SmallShopTemplate : IDisposable
{
    public const string Files = "files", Store = "shop.vitrine", Model = "quick";

    private readonly TemporaryFolder folder = new();
    private readonly Lazy<bool> store, model;

    public SmallShopTemplate()
    {
        store = new Lazy<bool>(() =>
        {
            CommandLineProcess.Succeed("synth", "--products", $"{SmallShop.Products}", "--seed", "3", "--out", folder.File(Files), "--quiet");
            CommandLineProcess.Succeed([.. SmallShop.Import(folder.File(Files), Path.Combine(folder.File(Files), "products.csv"), folder.File(Store)), "--quiet"]);
            return true;
        });
        model = new Lazy<bool>(() =>
        {
            // Learned from a copy, so that the template's own store stays one without models.
            CopyStore(folder.File(Model));
            CommandLineProcess.Succeed("train", folder.File(Model), "--method", "cca", "--bits", "16", "--name", Model, "--quiet");
            return true;
        });
    }

    /// <summary>Copies the shop's files: table and photos.</summary>
    public void CopyFiles(string to) => Copy(Files, to);

    /// <summary>Copies the store, which has no models.</summary>
    public void CopyStore(string to) => Copy(Store, to);

    /// <summary>Gives a copy of the store its model. To be searched it has to be indexed.</summary>
    public void CopyModel(string store)
    {
        _ = model.Value;
        CopyFolder(Path.Combine(folder.File(Model), "models", Model), Path.Combine(store, "models", Model));
    }

    public void Dispose() => folder.Dispose();

    private void Copy(string name, string to)
    {
        _ = store.Value;
        CopyFolder(folder.File(name), to);
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var below in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, below)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
