using System.Numerics.Tensors;
using Vitrine.Tensors;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// Skip-gram with negative sampling (Mikolov et al., NIPS 2013): each word learns to tell its neighbours from random words.
/// log σ(v'_o·v_i) + Σ_k log σ(−v'_k·v_i), equation 4, climbed one pair at a time.
/// </summary>
public static class SkipGram
{
    // Noise is drawn by count^0.75, the exponent that the paper found best.
    private const double NoiseExponent = 0.75;
    private const float LeastRate = 1e-4f;

    /// <summary>Trains vectors on tokenised texts. One thread: the same texts, options and processor give the same bits.</summary>
    /// <param name="texts">Words of each text, in reading order.</param>
    /// <param name="options">Sizes, rates and the seed; null takes the defaults.</param>
    /// <param name="progress">Gets the fraction done.</param>
    /// <param name="cancellation">Ends the training without a result.</param>
    /// <returns>Vectors of all words that are frequent enough, the most frequent first.</returns>
    /// <exception cref="UsageException">An option is out of range, or no word is frequent enough.</exception>
    public static WordVectors Train(
        IReadOnlyList<IReadOnlyList<string>> texts, SkipGramOptions? options = null, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new();
        options.Validate();
        var corpus = SkipGramCorpus.Build(texts, options);
        var trainer = new Trainer(corpus, options);
        var total = corpus.TokenCount * options.Epochs;
        var seen = 0L;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            trainer.Random.Shuffle(corpus.Texts.AsSpan());
            for (var index = 0; index < corpus.Texts.Length; index++)
            {
                if (index % 1024 == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress?.Report((double)seen / total);
                }

                var rate = options.LearningRate * Math.Max(LeastRate, 1f - (float)seen / total);
                trainer.Learn(corpus.Texts[index], rate);
                seen += corpus.Texts[index].Length;
            }
        }

        return trainer.Result();
    }

    private sealed class Trainer
    {
        private readonly SkipGramCorpus corpus;
        private readonly SkipGramOptions options;
        private readonly AliasTable noise;
        private readonly AlignedRows input, output;
        private readonly AlignedRows step;
        private readonly List<int> kept = [];

        internal Trainer(SkipGramCorpus corpus, SkipGramOptions options)
        {
            (this.corpus, this.options) = (corpus, options);
            Random = new(options.Seed);
            noise = new([.. corpus.Counts.Select(count => Math.Pow(count, NoiseExponent))]);
            (input, output) = (new(corpus.Words.Length, options.Dimensions), new(corpus.Words.Length, options.Dimensions));
            step = new(1, options.Dimensions);
            for (var word = 0; word < corpus.Words.Length; word++)
            {
                foreach (ref var value in input[word])
                    value = (Random.NextSingle() - 0.5f) / options.Dimensions;
            }
        }

        internal RandomSource Random { get; }

        /// <summary>One pass over one text.</summary>
        internal void Learn(int[] text, float rate)
        {
            kept.Clear();
            foreach (var word in text)
            {
                if (corpus.Keep[word] >= 1 || Random.NextDouble() < corpus.Keep[word])
                    kept.Add(word);
            }

            for (var position = 0; position < kept.Count; position++)
            {
                var window = 1 + Random.NextInt(options.Window);
                var last = Math.Min(kept.Count - 1, position + window);
                for (var neighbour = Math.Max(0, position - window); neighbour <= last; neighbour++)
                {
                    if (neighbour != position)
                        LearnPair(kept[position], kept[neighbour], rate);
                }
            }
        }

        internal WordVectors Result()
        {
            var values = new float[corpus.Words.Length * options.Dimensions];
            for (var word = 0; word < corpus.Words.Length; word++)
                input[word].CopyTo(values.AsSpan(word * options.Dimensions));
            return new(corpus.Words, values, options.Dimensions);
        }

        private void LearnPair(int word, int neighbour, float rate)
        {
            var vector = input[word];
            var change = step[0];
            change.Clear();
            for (var sample = 0; sample <= options.Negatives; sample++)
            {
                var target = sample == 0 ? neighbour : noise.Draw(Random);
                if (sample > 0 && target == neighbour)
                    continue;

                // The gradient of equation 4: (1 or 0, less σ) times the other vector.
                var other = output[target];
                var probability = 1 / (1 + MathF.Exp(-TensorPrimitives.Dot<float>(vector, other)));
                var weight = ((sample == 0 ? 1 : 0) - probability) * rate;
                TensorPrimitives.MultiplyAdd<float>(other, weight, change, change);
                TensorPrimitives.MultiplyAdd<float>(vector, weight, other, other);
            }

            TensorPrimitives.Add<float>(vector, change, vector);
        }
    }
}
