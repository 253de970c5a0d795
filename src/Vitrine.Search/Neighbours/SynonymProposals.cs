using System.Numerics.Tensors;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Fields;
using Vitrine.Search.Understanding;
using Vitrine.Search.Words;

namespace Vitrine.Search.Neighbours;

/// <summary>
/// Finds words of a shop that may mean the same: a model that learned from photos and titles puts them near each other, and hardly any title says both, since who writes "sofa" need not write "couch"; and both are of the same kinds of products. Words that the shop
/// tells apart itself are left out, and those that its synonyms have already.
/// </summary>
public static class SynonymProposals
{
    // Each must be among so many nearest of the other.
    private const int Nearest = 3;

    // Of the titles of the rarer word at most this share may say the other as well.
    private const double MostTogether = 0.1;

    // Two names of one thing stand mostly in the same categories; names of two things that look alike do not.
    private const double LeastSharedKinds = 0.3;

    // Less is no nearness at all.
    private const float LeastLikeness = 0.3f;

    private const int Batch = 256;

    /// <summary>The proposals, the most alike first.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">Of the store; reads words.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="progress">Gets the number of words that are read.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="UsageException">Words or fields are not indexed, or the model gives no vectors.</exception>
    /// <exception cref="BadDataException">The shop's own synonyms cannot be read.</exception>
    public static IReadOnlyList<SynonymProposal> Of(CatalogueStore store, IRetrievalModel model, int count, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (!model.Description.HasVectors)
            throw new UsageException("This model gives no vectors, by which words could be compared.", "Name one that does, such as the shop model: vitrine train STORE");
        using var index = WordIndex.Open(store);
        using var fields = ShopFields.Open(store);
        var vocabulary = new ShopVocabulary(store, index, fields);
        var known = Synonyms.Of(store.Path);
        var (words, vectors) = Encoded(vocabulary.Read(), model, progress, cancellation);
        var proposals = new List<SynonymProposal>();
        foreach (var (one, other, likeness) in Mutual(vectors, cancellation).OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.One))
        {
            if (proposals.Count == count)
                break;
            if (known.Relates(words[one].Text, words[other].Text) || vocabulary.AreAlternatives(words[one], words[other]) || vocabulary.SharedKinds(words[one], words[other]) < LeastSharedKinds)
                continue;
            var together = vocabulary.Together(words[one], words[other]);
            if (together <= MostTogether * words[other].Products)
                proposals.Add(new SynonymProposal(words[one].Text, words[other].Text, likeness, words[one].Products, words[other].Products, together));
        }

        return proposals;
    }

    // Words that the model knows, with vectors of length 1.
    private static (IReadOnlyList<ShopWord> Words, IReadOnlyList<float[]> Vectors) Encoded(IReadOnlyList<ShopWord> all, IRetrievalModel model, IProgress<int>? progress, CancellationToken cancellation)
    {
        var (words, vectors) = (new List<ShopWord>(), new List<float[]>());
        foreach (var batch in all.Chunk(Batch))
        {
            foreach (var (word, query) in batch.Zip(model.EncodeQueries([.. batch.Select(word => Query.Words(word.Text))], ItemField.Photo, cancellation)))
            {
                if (query.KnowsNothing || query.Vector is not { } vector || TensorPrimitives.Norm<float>(vector) is not > 0)
                    continue;
                words.Add(word);
                vectors.Add([.. vector.Select(number => number / TensorPrimitives.Norm<float>(vector))]);
            }

            progress?.Report(words.Count);
        }

        return (words, vectors);
    }

    // Pairs of words of which each is among the nearest of the other, the more frequent first, since words come in that order.
    private static IEnumerable<(int One, int Other, float Likeness)> Mutual(IReadOnlyList<float[]> vectors, CancellationToken cancellation)
    {
        var nearest = new (int Word, float Likeness)[vectors.Count][];
        for (var word = 0; word < vectors.Count; word++)
        {
            cancellation.ThrowIfCancellationRequested();
            nearest[word] = [.. vectors.Select((vector, other) => (other, TensorPrimitives.Dot<float>(vector, vectors[word]))).Where(near => near.other != word && near.Item2 >= LeastLikeness).OrderByDescending(near => near.Item2).Take(Nearest)];
        }

        return nearest.Index().SelectMany(own => own.Item.Where(near => near.Word > own.Index && nearest[near.Word].Any(back => back.Word == own.Index)).Select(near => (own.Index, near.Word, near.Likeness)));
    }
}
