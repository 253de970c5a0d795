using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Tensors;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// The graph of a corpus' words: two are neighbours if one is among the k nearest of the other by the cosine of their vectors (symmetric, no loops). Words
/// without a vector stand alone.
/// </summary>
/// <param name="Nodes">Words.</param>
/// <param name="Edges">Pairs of word numbers, the smaller first, ascending; four little-endian bytes each.</param>
public sealed record WordGraph(int Nodes, byte[] Edges)
{
    // Words compared with all others at once: 10 MB of similarities for 10,000 words.
    private const int Block = 256;

    /// <summary>How many pairs of words are neighbours.</summary>
    public int EdgeCount => Edges.Length / (2 * sizeof(int));

    /// <param name="vocabulary">The words.</param>
    /// <param name="vectors">Theirs, as far as there are some.</param>
    /// <param name="neighbours">k.</param>
    /// <param name="progress">Words done, of all.</param>
    /// <param name="cancellation">Stops.</param>
    public static WordGraph Of(Vocabulary vocabulary, WordVectors vectors, int neighbours, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        int[] words = [.. Enumerable.Range(0, vocabulary.Count).Where(word => vectors.TryGetRow(vocabulary.Terms[word], out _))];
        var edges = new SortedSet<(int, int)>();
        using var scope = Scope.Begin(recordGradients: false);
        var unit = Tensor.Empty([words.Length, vectors.Dimensions]);
        for (var i = 0; i < words.Length; i++)
        {
            vectors.TryGetRow(vocabulary.Terms[words[i]], out var row);
            vectors[row].CopyTo(unit.Data[(i * vectors.Dimensions)..]);
        }

        unit = unit.L2Normalise();
        for (var start = 0; start < words.Length; start += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(TrainingProgress.Preparing(start, words.Length));
            using var block = Scope.Begin(recordGradients: false);
            var count = Math.Min(Block, words.Length - start);
            var similarities = unit.Slice(0, start, count).MatMul(unit, transposeB: true);
            for (var i = 0; i < count; i++)
            {
                foreach (var near in Nearest(similarities.Data.Slice(i * words.Length, words.Length), start + i, neighbours))
                    edges.Add((Math.Min(words[start + i], words[near]), Math.Max(words[start + i], words[near])));
            }
        }

        int[] flat = [.. edges.SelectMany(edge => (int[])[edge.Item1, edge.Item2])];
        return new WordGraph(vocabulary.Count, MemoryMarshal.AsBytes<int>(flat).ToArray());
    }

    /// <summary>
    /// The Laplacian L = I − D^−½·A·D^−½ with its spectrum, 0 … 2, moved to −1 … 1: L − I = −D^−½·A·D^−½. A word that stands alone has an empty row.
    /// </summary>
    public SparseMatrix Laplacian()
    {
        var ends = MemoryMarshal.Cast<byte, int>(Edges).ToArray();
        var degrees = new int[Nodes];
        foreach (var end in ends)
            degrees[end]++;
        return SparseMatrix.From(Nodes, Nodes, ends.Chunk(2).SelectMany(edge =>
        {
            var value = (float)(-1 / Math.Sqrt((double)degrees[edge[0]] * degrees[edge[1]]));
            return ((int, int, float)[])[(edge[0], edge[1], value), (edge[1], edge[0], value)];
        }));
    }

    // The most similar words but the word itself; of equal ones the first.
    private static int[] Nearest(Span<float> similarities, int self, int count)
    {
        similarities[self] = float.NegativeInfinity;
        var nearest = new int[Math.Min(count, similarities.Length - 1)];
        for (var i = 0; i < nearest.Length; i++)
        {
            nearest[i] = TensorPrimitives.IndexOfMax<float>(similarities);
            similarities[nearest[i]] = float.NegativeInfinity;
        }

        return nearest;
    }
}
