using System.Numerics.Tensors;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

// What an item or a query becomes depends on nothing but itself.
public abstract partial class ModelLaws
{
    [Theory]
    [InlineData(ItemField.Photo)]
    [InlineData(ItemField.Title)]
    public void EncodeItems_AloneAmongOthersOrRepeated_GivesTheSameBits(ItemField field)
    {
        var all = Encode(field, Rows);
        for (var row = 0; row < Rows.Length; row += 5)
            SameBits.Of(Description, SameBits.Pick(Description, all, row), Encode(field, row));
        int[] some = [9, 3, 3, 40, 9, 65, 0];
        SameBits.Of(Description, SameBits.Pick(Description, all, some), Encode(field, some));
        Assert.Empty(Model.EncodeItems(Items, field, []).SelectMany(block => block.Items));
    }

    [Theory]
    [InlineData(ItemField.Photo)]
    [InlineData(ItemField.Title)]
    public void EncodeQueries_AloneOrAmongOthers_GivesTheSameBits(ItemField field)
    {
        var all = Model.EncodeQueries(AllQueries, field);
        foreach (var (query, expected) in AllQueries.Zip(all))
            SameBits.Of(expected, Ask(query, field));
    }

    [Fact]
    public void Encode_OnOneThreadOrMore_GivesTheSameBits()
    {
        ItemBlock? photos = null, titles = null;
        IReadOnlyList<EncodedQuery> queries = [];
        OnThreads(1, () => (photos, titles, queries) = (Model.Photos(Items, Rows), Model.Titles(Items, Rows), Model.EncodeQueries(AllQueries, ItemField.Photo)));
        OnThreads(3, () =>
        {
            SameBits.Of(Description, photos!, Model.Photos(Items, Rows));
            SameBits.Of(Description, titles!, Model.Titles(Items, Rows));
            foreach (var (expected, actual) in queries.Zip(Model.EncodeQueries(AllQueries, ItemField.Photo)))
                SameBits.Of(expected, actual);
        });
    }

    [Fact]
    public void EncodeItems_EqualPhotosAndEqualTitles_GiveEqualEncodings()
    {
        Assert.Equal(Items.PhotoOf(0), Items.PhotoOf(Rows[^1]));
        Assert.Equal(Title(1), Title(Rows[^2]));
        SameBits.Of(Description, Model.Photos(Items, 0), Model.Photos(Items, Rows[^1]));
        SameBits.Of(Description, Model.Titles(Items, 1), Model.Titles(Items, Rows[^2]));
    }

    [Fact]
    public void EncodeItems_AnyItems_HaveTheDeclaredForm()
    {
        foreach (var block in (ItemBlock[])[Model.Photos(Items, Rows), Model.Titles(Items, Rows)])
        {
            Assert.Equal(Description.HasCodes ? Rows.Length * Description.CodeWords : null, block.Codes?.Length);
            Assert.Equal(Description.HasVectors ? Rows.Length * Description.VectorDimensions : null, block.Vectors?.Length);
            Assert.True(IsFinite(block.Vectors));
            var unused = Description.CodeWords * 64 - Description.CodeBitsPerLayer.Sum();
            for (var word = Description.CodeWords - 1; unused > 0 && word < block.Codes!.Length; word += Description.CodeWords)
                Assert.Equal(0UL, block.Codes[word] >> (64 - unused));
        }

        var parts = Model.Photos(Items, Rows).Parts;
        Assert.Equal(Description.Parts.Count == 0, parts is null);
        foreach (var (number, form) in Description.Parts.Index())
        {
            Assert.Equal(Rows.Length * form.VectorsPerItem * form.Dimensions, parts!.Vectors[number].Length);
            Assert.All(Rows, row => Assert.InRange(parts.CountOf(row, form), 1, form.VectorsPerItem));
        }
    }

    [Fact]
    public void EncodeQueries_AnyQueries_AreFiniteInTheDeclaredForm()
    {
        foreach (var field in Enum.GetValues<ItemField>())
        {
            foreach (var query in Model.EncodeQueries(AllQueries, field))
            {
                Assert.Equal(Description.HasCodes ? Description.CodeWords : null, query.Code?.Length);
                Assert.Equal(Description.HasVectors ? Description.VectorDimensions : null, query.Vector?.Length);
                Assert.True(IsFinite(query.Vector));
                Assert.True(IsFinite(query.Parts));
                Assert.True(query.Parts is null || Description.Parts.Count > 0);
            }
        }
    }

    [Fact]
    public void EncodeQueries_AFileThatIsNoPicture_SaysSo() =>
        Assert.Throws<ImageException>(() => Ask(Query.Picture("words"u8.ToArray())));

    [Fact]
    public void EncodeAndExplain_Cancelled_Stop()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Model.EncodeItems(Items, ItemField.Photo, Rows, Cancelled).Count());
        Assert.ThrowsAny<OperationCanceledException>(() => Model.EncodeItems(Items, ItemField.Title, Rows, Cancelled).Count());
        foreach (var query in AllQueries)
        {
            Assert.ThrowsAny<OperationCanceledException>(() => Model.EncodeQueries([query], ItemField.Photo, Cancelled));
            Assert.ThrowsAny<OperationCanceledException>(() => Model.Explain(query, Items, 0, Cancelled));
        }
    }

    private static bool IsFinite(float[]? values) => values is null or [] || TensorPrimitives.IsFiniteAll<float>(values);

    private ItemBlock Encode(ItemField field, params int[] rows) => field == ItemField.Photo ? Model.Photos(Items, rows) : Model.Titles(Items, rows);
}
