using Vitrine.Catalogue;
using Vitrine.Datasets.Files;
using Vitrine.Datasets.Shop;
using Vitrine.Tensors;

namespace Vitrine.Datasets.KddCup;

/// <summary>How much of a synthetic KDD Cup data set to make.</summary>
/// <param name="TrainRows">Rows of <c>train.tsv</c>, each a query with a product that it describes. Default 6,000.</param>
/// <param name="Queries">Queries of <c>valid.tsv</c> and of <c>test.tsv</c>, each. Default 100.</param>
/// <param name="Seed">The same seed gives the same files, byte for byte.</param>
public sealed record KddShopOptions(int TrainRows = 6000, int Queries = 100, ulong Seed = 1)
{
    /// <summary>Features of a region, as in the published files.</summary>
    public int FeatureDimensions { get; init; } = new KddCupOptions().FeatureDimensions;
}

/// <summary>
/// Writes files in the very layout of the KDD Cup 2020 task about products of the synthetic shop: queries in natural language, about 30 candidates
/// for each, of which about 6 are right; the others are near misses, other things of the same colour, and anything.
/// </summary>
public static class KddShop
{
    private const int Candidates = 30, FewestRight = 3, MostRight = 9;
    private const double NearMiss = 0.5, SameColour = 0.25;

    private static readonly string[] Openings = ["", "", "", "", "looking for ", "buy ", "new ", "cheap "];

    /// <summary>Writes <c>train.tsv</c>, <c>valid.tsv</c>, <c>test.tsv</c>, their answers and <c>multimodal_labels.txt</c>.</summary>
    /// <param name="folder">Made where missing; files of the same names are replaced.</param>
    /// <param name="options">How much.</param>
    /// <param name="progress">Gets the rows written.</param>
    /// <param name="cancellation">Stops between queries; the folder then stays as it was.</param>
    /// <returns>All rows written.</returns>
    /// <exception cref="UsageException">Fewer than one row or query is asked for.</exception>
    public static int Write(string folder, KddShopOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (options.TrainRows < 1 || options.Queries < 1)
            throw new UsageException($"{options.TrainRows} training rows and {options.Queries} queries cannot be made.", "Ask for at least one of each.");
        using var draft = new FolderDraft(folder);
        KddCupLabels.Write(Path.Combine(draft.Path, "multimodal_labels.txt"), SimulatedDetector.Labels);
        var random = new RandomSource(options.Seed);
        var files = new Files(draft.Path, new SimulatedDetector(options.FeatureDimensions), progress, cancellation);
        files.Write(KddCupFolder.Train, options.TrainRows, hasAnswers: false, random.Fork());
        files.Write(KddCupFolder.Valid, options.Queries, hasAnswers: true, random.Fork());
        files.Write(KddCupFolder.Test, options.Queries, hasAnswers: true, random.Fork());
        draft.Publish();
        return files.Rows;
    }

    internal static Look RandomLook(ShopCategory category, RandomSource random) =>
        new(category.Attributes.ToDictionary(attribute => attribute.Name, attribute => random.Pick(attribute.Values).Name));

    /// <summary>What somebody searches for: a category and the values of some of its attributes.</summary>
    private sealed record Wish(ShopCategory Category, IReadOnlyDictionary<string, string> Values)
    {
        public static Wish Random(RandomSource random)
        {
            var category = random.Pick(ShopAssortment.Categories);
            var attributes = category.Attributes.ToArray();
            random.Shuffle(attributes.AsSpan());
            return new(category, attributes.Take(1 + random.NextInt(3)).ToDictionary(attribute => attribute.Name, attribute => random.Pick(attribute.Values).Name));
        }

        public bool IsGrantedBy(ShopCategory category, Look look) =>
            category == Category && Values.All(value => look[value.Key] == value.Value);

        public Look RandomGrant(RandomSource random) => Values.Aggregate(RandomLook(Category, random), (look, value) => look.With(value.Key, value.Value));

        /// <summary>The words: "striped shirt with long sleeves in navy", each value before or after the noun.</summary>
        public string ToText(RandomSource random)
        {
            var (before, after) = (new List<string>(), new List<string>());
            foreach (var attribute in Category.Attributes.Where(attribute => Values.ContainsKey(attribute.Name)))
            {
                var value = attribute[Values[attribute.Name]];
                var goesAfter = value.Adjectives.Length == 0 || (value.Phrases.Length > 0 && random.Chance(0.4));
                (goesAfter ? after : before).Add(random.Pick(goesAfter ? value.Phrases : value.Adjectives));
            }

            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(before));
            return $"{random.Pick(Openings)}{string.Join(' ', [.. before, random.Pick(Category.Nouns), .. after])}".ToLowerInvariant();
        }
    }

    private sealed class Files(string folder, SimulatedDetector detector, IProgress<int>? progress, CancellationToken cancellation)
    {
        private int queries, products;

        public int Rows { get; private set; }

        public void Write(string part, int count, bool hasAnswers, RandomSource random)
        {
            var answers = new Dictionary<string, IReadOnlySet<string>>();
            using (var file = new KddCupWriter(Path.Combine(folder, $"{part}.tsv")))
            {
                for (var i = 0; i < count; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var (wish, queryId) = (Wish.Random(random), $"{++queries}");
                    var text = wish.ToText(random);
                    var right = new HashSet<string>();
                    foreach (var (category, look) in hasAnswers ? CandidatesOf(wish, random) : [(wish.Category, wish.RandomGrant(random))])
                    {
                        var productId = $"{++products}";
                        file.Write(detector.Detect(productId, category, look, text, queryId, random));
                        if (wish.IsGrantedBy(category, look))
                            right.Add(productId);
                        Rows++;
                        progress?.Report(Rows);
                    }

                    answers.Add(queryId, right);
                }
            }

            if (hasAnswers)
                KddCupAnswers.Write(Path.Combine(folder, $"{part}_answer.json"), answers);
        }

        private static (ShopCategory Category, Look Look)[] CandidatesOf(Wish wish, RandomSource random)
        {
            var right = FewestRight + random.NextInt(MostRight - FewestRight + 1);
            var candidates = Enumerable.Range(0, Candidates).Select(i => i < right ? (wish.Category, wish.RandomGrant(random)) : Wrong(wish, random)).ToArray();
            random.Shuffle(candidates.AsSpan());
            return candidates;
        }

        private static (ShopCategory Category, Look Look) Wrong(Wish wish, RandomSource random)
        {
            var kind = random.NextDouble();
            while (true)
            {
                var look = wish.RandomGrant(random);
                var category = wish.Category;
                if (kind < NearMiss)
                {
                    var attribute = random.Pick([.. category.Attributes.Where(attribute => wish.Values.ContainsKey(attribute.Name))]);
                    look = look.With(attribute.Name, random.Pick(attribute.Values).Name);
                }
                else
                {
                    var colour = look.Colour;
                    category = random.Pick(ShopAssortment.Categories);
                    look = RandomLook(category, random);
                    if (kind < NearMiss + SameColour)
                        look = look.With(ShopAttribute.Colour, colour);
                }

                if (!wish.IsGrantedBy(category, look))
                    return (category, look);
            }
        }
    }
}
