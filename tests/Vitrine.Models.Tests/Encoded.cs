using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Models.Tests;

/// <summary>Encodings of a few items or queries in one piece, as tests compare them.</summary>
internal static class Encoded
{
    /// <summary>The photos of some items.</summary>
    public static ItemBlock Photos(this IRetrievalModel model, IItemSource source, params IReadOnlyList<int> items) =>
        Join(items, [.. model.EncodeItems(source, ItemField.Photo, items)]);

    /// <summary>The titles of some items.</summary>
    public static ItemBlock Titles(this IRetrievalModel model, IItemSource source, params IReadOnlyList<int> items) =>
        Join(items, [.. model.EncodeItems(source, ItemField.Title, items)]);

    /// <summary>Picture files.</summary>
    public static ItemBlock Files(this IRetrievalModel model, IReadOnlyList<byte[]> files) =>
        model.Photos(new FileItems(files), [.. Enumerable.Range(0, files.Count)]);

    /// <summary>What search texts look for among photos, one after the other as if they were items.</summary>
    public static ItemBlock Texts(this IRetrievalModel model, params IReadOnlyList<string> texts)
    {
        var queries = model.EncodeQueries([.. texts.Select(Query.Words)], ItemField.Photo);
        return new ItemBlock([.. Enumerable.Range(0, texts.Count)],
            model.Description.HasCodes ? [.. queries.SelectMany(query => query.Code!)] : null,
            model.Description.HasVectors ? [.. queries.SelectMany(query => query.Vector!)] : null, null);
    }

    private static ItemBlock Join(IReadOnlyList<int> items, ItemBlock[] blocks)
    {
        Assert.Equal(items, blocks.SelectMany(block => block.Items));
        if (blocks is [var only])
            return only;
        var parts = blocks.Select(block => block.Parts).OfType<ItemParts>().ToArray();
        return new ItemBlock(items,
            blocks.All(block => block.Codes is not null) ? [.. blocks.SelectMany(block => block.Codes!)] : null,
            blocks.All(block => block.Vectors is not null) ? [.. blocks.SelectMany(block => block.Vectors!)] : null,
            parts.Length == 0 ? null : new ItemParts(items.Count, [.. parts[0].Vectors.Index().Select(part => parts.SelectMany(own => own.Vectors[part.Index]).ToArray())],
                parts[0].Counts is null ? null : [.. parts.SelectMany(own => own.Counts!)]));
    }
}
