using Vitrine.Models.Contract;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Tests.Contract;

/// <summary>
/// The laws that every model keeps, whatever its method. A method takes them on by a class that derives from this one and names it
/// (<see cref="LawsOfAttribute"/>); <see cref="CoverageTests"/> fails where a method has none.
/// </summary>
/// <param name="trained">Trained once for the whole suite.</param>
public abstract partial class ModelLaws(TrainedShop trained)
{
    private const string Unknown = "zzyzx qwrtp";

    // Of float32 sums of some hundred products.
    private const float Tolerance = 2e-5f;

    private static readonly string VeryLong = string.Join(' ', Enumerable.Range(0, 4000).Select(i => i % 3 == 0 ? "shirt" : $"word{i}"));

    private static CancellationToken Cancelled => new(canceled: true);

    private IRetrievalModel Model => trained.Model;

    private ModelDescription Description => trained.Model.Description;

    private IItemSource Items => trained.Shop.Items;

    private int[] Rows => trained.Rows;

    /// <summary>Whether there is no word that the method does not know, as for one that reads pieces of words.</summary>
    protected virtual bool KnowsAllWords => false;

    [Fact]
    public void Description_NamesTheMethodAndSaysWhatItGives()
    {
        Assert.Equal(((LawsOfAttribute?)Attribute.GetCustomAttribute(GetType(), typeof(LawsOfAttribute)))?.Method, Description.Method);
        Assert.Equal(trained.Method.Name, Description.Method);
        Assert.True(Description.HasCodes || Description.HasVectors);
        Assert.All(Description.CodeBitsPerLayer, bits => Assert.True(bits > 0));
        Assert.Equal(Description.Parts.Count, Description.Parts.DistinctBy(part => part.Name).Count());
    }

    [Fact]
    public void Train_AgainOnOneThread_GivesTheSameWeights()
    {
        OnThreads(1, () => trained.Train("again"));
        Assert.Equal(trained.Directory(trained.Name).ReadCard().WeightsHash, trained.Directory("again").ReadCard().WeightsHash);
    }

    [Fact]
    public void Train_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(() => trained.Train("cancelled", Cancelled));

    [Fact]
    public void Load_WhatWasSaved_EncodesTheSameBits()
    {
        using var again = trained.Load(trained.Name);
        AssertSame(again);
        if (Model is not Module module || !File.Exists(Path.Combine(trained.Directory(trained.Name).Path, "model.safetensors")))
            return; // its weights are those of a published network
        trained.Directory("saved").Write(trained.Directory(trained.Name).ReadCard(), module);
        using var saved = trained.Load("saved");
        AssertSame(saved);

        void AssertSame(IRetrievalModel other)
        {
            SameBits.Of(Description, Model.Photos(Items, Rows), other.Photos(Items, Rows));
            SameBits.Of(Description, Model.Titles(Items, Rows), other.Titles(Items, Rows));
            foreach (var (expected, actual) in Model.EncodeQueries(AllQueries, ItemField.Photo).Zip(other.EncodeQueries(AllQueries, ItemField.Photo)))
                SameBits.Of(expected, actual);
        }
    }

    /// <summary>Queries of every form: words, pictures, items, several parts, negative ones, changes.</summary>
    private Query[] AllQueries =>
    [
        Query.Words(Title(0)),
        Query.Words("shirt"),
        Query.Words(""),
        Query.Words(Unknown),
        Query.Words(VeryLong),
        Query.Picture(trained.Shop.Store.ReadImage(2)),
        Query.Like(Items, 5),
        new(new TextPart("modern") { Weight = 0.5f }, new TextPart("blouse") { Weight = 2 }),
        new(new TextPart("sandal"), new ItemPart(Items, 4) { Weight = -0.5f }),
        Query.Changed(new ItemPart(Items, 1), "classic"),
        Query.Changed(new PicturePart(trained.Shop.Store.ReadImage(8)), "jeans"),
    ];

    private string Title(int item) => Items.Titles([item]).Single();

    private EncodedQuery Ask(Query query, ItemField field = ItemField.Photo) => Model.EncodeQueries([query], field)[0];

    private static void OnThreads(int count, Action act)
    {
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = count;
            act();
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }
    }
}
