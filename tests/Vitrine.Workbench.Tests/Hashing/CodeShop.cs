using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;
using Vitrine.Models;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.Tests.Hashing;

/// <summary>A synthetic shop with a HiCHNet of 24 bits, hardly trained, so that it errs; made once for all tests that only read it.</summary>
public sealed class CodeShop : IDisposable
{
    public const int Bits = 24;
    public const string Model = "codes";
    private const int Products = 1050;

    private readonly TemporaryFolder folder = new();

    public CodeShop()
    {
        Synthesising.IntoStore(Path, ShopGenerator.Generate(new ShopOptions(Products, 3)));
        Training.Run(Path, "hichnet", new TrainingRequest(Model) { Bits = Bits, Epochs = 12 });
        Indexing.Run(Path, Model);
        Store = CatalogueStore.Open(Path);
        Loaded = Methods.Load(Path, Model);
    }

    public string Path => folder.File("shop.vitrine");

    public CatalogueStore Store { get; }

    public IRetrievalModel Loaded { get; }

    public void Dispose()
    {
        Loaded.Dispose();
        Store.Dispose();
        folder.Dispose();
    }
}
