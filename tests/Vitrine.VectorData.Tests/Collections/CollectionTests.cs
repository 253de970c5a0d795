using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Collections;

/// <summary>Making, listing and deleting collections.</summary>
public class CollectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collection_MadeTwiceAndDeletedTwice_ExistsBetween()
    {
        using var opened = new OpenedStore();
        var garments = opened.Store.GetCollection<string, Garment>("garments");
        Assert.False(await garments.CollectionExistsAsync(Cancellation));
        await garments.EnsureCollectionExistsAsync(Cancellation);
        await garments.EnsureCollectionExistsAsync(Cancellation);
        Assert.True(await garments.CollectionExistsAsync(Cancellation));
        Assert.True(await opened.Store.CollectionExistsAsync("garments", Cancellation));
        await opened.Store.EnsureCollectionDeletedAsync("garments", Cancellation);
        await garments.EnsureCollectionDeletedAsync(Cancellation);
        Assert.False(await garments.CollectionExistsAsync(Cancellation));
        Assert.Empty(Directory.EnumerateFileSystemEntries(opened.Folder));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("../up")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b\\c:d*e?f%g h")]
    [InlineData("Größe")]
    public async Task Collection_OfAnyName_StaysInTheStoreAndIsListed(string name)
    {
        using var opened = new OpenedStore();
        await opened.MadeAsync<string, Garment>(name);
        Assert.Equal([name], await opened.Store.ListCollectionNamesAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Single(Directory.EnumerateFileSystemEntries(opened.Folder));
        await opened.Store.EnsureCollectionDeletedAsync(name, Cancellation);
        Assert.Empty(await opened.Store.ListCollectionNamesAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Collection_OfNoName_IsRefused(string name)
    {
        using var opened = new OpenedStore();
        Assert.Throws<ArgumentException>(() => opened.Store.GetCollection<string, Garment>(name));
    }

    [Fact]
    public void Collection_OfTooLongAName_IsRefused()
    {
        using var opened = new OpenedStore();
        Assert.Throws<ArgumentException>(() => opened.Store.GetCollection<string, Garment>(new string('x', 201)));
    }

    [Fact]
    public async Task Collection_DeletedAndMadeAgain_IsEmptyForThoseWhoKnewIt()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Assert.NotNull(await garments.GetAsync("a", cancellationToken: Cancellation));
        using (var other = new IndexVectorStore(opened.Folder))
        {
            await other.EnsureCollectionDeletedAsync("garments", Cancellation);
            await Assert.ThrowsAsync<VectorStoreException>(() => garments.GetAsync("a", cancellationToken: Cancellation));
            await other.GetCollection<string, Garment>("garments").EnsureCollectionExistsAsync(Cancellation);
        }

        Assert.Null(await garments.GetAsync("a", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Collection_OfOtherRecords_IsRefused()
    {
        using var opened = new OpenedStore();
        await opened.FilledAsync();
        var other = opened.Store.GetCollection<int, Other>("garments");
        foreach (var call in new Func<Task>[] { () => other.EnsureCollectionExistsAsync(Cancellation), () => other.GetAsync(1, cancellationToken: Cancellation), () => other.DeleteAsync(1, Cancellation) })
        {
            var problem = await Assert.ThrowsAsync<InvalidOperationException>(call);
            Assert.StartsWith("The collection holds no codes, vectors of 3 dimensions as Float32", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Collection_ForAnotherDistance_IsRefused()
    {
        using var opened = new OpenedStore();
        VectorStoreCollectionDefinition By(string distance) => new()
        {
            Properties = [new VectorStoreKeyProperty("Id", typeof(int)), new VectorStoreVectorProperty("Look", typeof(float[]), 2) { DistanceFunction = distance }],
        };
        await opened.Store.GetDynamicCollection("things", By(DistanceFunction.CosineSimilarity)).EnsureCollectionExistsAsync(Cancellation);
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => opened.Store.GetDynamicCollection("things", By(DistanceFunction.DotProductSimilarity)).EnsureCollectionExistsAsync(Cancellation));
        Assert.StartsWith("The collection's vectors are kept for CosineSimilarity; they are to be compared by DotProductSimilarity now.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_OfStoreAndCollection_NameThem()
    {
        using var opened = new OpenedStore();
        var garments = opened.Store.GetCollection<string, Garment>("garments");
        var ofStore = (VectorStoreMetadata)opened.Store.GetService(typeof(VectorStoreMetadata))!;
        var ofCollection = (VectorStoreCollectionMetadata)garments.GetService(typeof(VectorStoreCollectionMetadata))!;
        Assert.Equal(("vitrine", Path.GetFileName(opened.Folder)), (ofStore.VectorStoreSystemName, ofStore.VectorStoreName));
        Assert.Equal(("vitrine", Path.GetFileName(opened.Folder), "garments"), (ofCollection.VectorStoreSystemName, ofCollection.VectorStoreName, ofCollection.CollectionName));
        Assert.Same(garments, garments.GetService(typeof(IVectorSearchable<Garment>)));
        Assert.Null(garments.GetService(typeof(IKeywordHybridSearchable<Garment>)));
    }

    private sealed class Other
    {
        [VectorStoreKey]
        public int Id { get; set; }

        [VectorStoreVector(2)]
        public float[]? Look { get; set; }
    }
}
