using System.Numerics.Tensors;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Progressive;

/// <summary>What a progressive model's model.json says beside the common part.</summary>
/// <param name="Towers">The two towers, as stages 1 and 2 left them.</param>
/// <param name="Training">The settings of stage 3.</param>
/// <param name="Label">What the model and its figures are called.</param>
public sealed record ProgressiveModelSettings(ContrastiveModelSettings Towers, ProgressivePreset Training, string Label);

/// <summary>
/// Two towers into one space, and a composer that makes one query of a picture and words that change it. Items, texts and pictures alone are encoded as by the towers,
/// so that an index of theirs serves every query.
/// </summary>
public sealed class ProgressiveModel : Module, IRetrievalModel
{
    // Changes that go through the composer at once.
    private const int BatchSize = 256;

    private const string TowersName = "towers";

    private readonly RandomSource dropout;

    /// <param name="settings">Sizes and the kind of composer.</param>
    /// <param name="towers">Become a part of this.</param>
    /// <param name="random">Draws the first weights of the composer, and dropout.</param>
    public ProgressiveModel(ProgressiveModelSettings settings, ContrastiveModel towers, RandomSource random)
    {
        (Settings, dropout) = (settings, random);
        Towers = AddChild(TowersName, towers);
        Composer = AddChild("composer", Composers.New(settings.Training, towers.Image.Dimensions, random));
        LogScale = AddParameter("logit_scale", [1]);
        LogScale.Data[0] = towers.LogScale.Data[0];
    }

    public ProgressiveModelSettings Settings { get; }

    public ContrastiveModel Towers { get; }

    public Composer Composer { get; }

    /// <summary>The logarithm of the factor that similarities of queries and targets get before the softmax. [1]</summary>
    public Tensor LogScale { get; }

    public ModelDescription Description => new(ProgressiveMethod.MethodName)
    {
        VectorDimensions = Towers.Image.Dimensions,
        HasUnitVectors = true,
        VectorsLabel = Settings.Label,
    };

    public IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default) =>
        Towers.EncodeItems(source, field, items, cancellation);

    public IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default) =>
        [.. Compose(queries, field, cancellation).Select(query => query.Encoded())];

    public void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores) =>
        throw new NotSupportedException($"Models of {Description.Method} have no parts to score.");

    public Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default)
    {
        var composed = Compose([query], ItemField.Photo, cancellation)[0];
        var photo = EncodeItems(source, ItemField.Photo, [item], cancellation).Single().Vectors!;
        var length = composed.Length;
        return new Explanation(TensorPrimitives.Dot<float>(composed.Encoded().Vector!, photo), [.. composed.Contributions.Select(contribution =>
            new ScoreShare(ShareKind.QueryPart, contribution.Label, length > 0 ? TensorPrimitives.Dot<float>(contribution.Vector, photo) / length : 0))], []);
    }

    /// <summary>Whether a parameter belongs to the towers.</summary>
    internal static bool IsOfTowers(string parameter) => parameter.StartsWith($"{TowersName}.", StringComparison.Ordinal);

    /// <summary>Takes the towers' weights from the model that stage 3 starts from, but for its heads.</summary>
    internal void StartFrom(SafeTensors stage)
    {
        Towers.LoadState(stage, strict: false);
        LogScale.Data[0] = Towers.LogScale.Data[0];
    }

    /// <summary>Lets learn what a stage is to change: the composer, and of the towers what is said.</summary>
    internal void Learn(LearningTowers learning)
    {
        Towers.Freeze();
        if (learning != LearningTowers.None)
            Towers.Text.Freeze(false);
        if (learning == LearningTowers.Both)
            Towers.Image.Freeze(false);
    }

    /// <summary>Switches to training all that learns; what stays as it is keeps its statistics.</summary>
    internal void TrainStage()
    {
        Train();
        Towers.Train(false);
        if (Settings.Training.Learning != LearningTowers.None)
            Towers.Text.Train();
        if (Settings.Training.Learning == LearningTowers.Both)
            Towers.Image.Train();
    }

    /// <summary>Keeps the scale within its limits after a step.</summary>
    internal void LimitScale() => LogScale.Data[0] = Math.Clamp(LogScale.Data[0], 0, MathF.Log(ContrastiveModel.LargestScale));

    /// <summary>Makes what dropout draws a function of the step alone.</summary>
    internal void SeedDropout(RandomSource random) => dropout.State = random.State;

    private ComposedQuery[] Compose(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation)
    {
        var leaves = new QueryLeaves(queries, Settings.Training.Composer);
        var encoded = Towers.EncodeQueries(leaves.Queries, field, cancellation);
        var changes = ComposeChanges([.. leaves.Changes], encoded, cancellation);
        var composed = new ComposedQuery[queries.Count];
        for (var query = 0; query < composed.Length; query++)
        {
            if (queries[query].Parts.Count == 0)
                throw new ArgumentException("A query without parts asks for nothing.", nameof(queries));
            composed[query] = new ComposedQuery(Towers.Image.Dimensions);
            foreach (var part in leaves.Of(query))
                composed[query].Add(part, encoded, part.Change >= 0 ? changes[part.Change] : null);
        }

        return composed;
    }

    private ComposedChange[] ComposeChanges(QueryLeaf[] changes, IReadOnlyList<EncodedQuery> encoded, CancellationToken cancellation)
    {
        var composed = new List<ComposedChange>(changes.Length);
        var wasTraining = IsTraining;
        Eval();
        try
        {
            foreach (var batch in changes.Chunk(BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = Scope.Begin(recordGradients: false);
                var (images, texts) = (Rows(batch.Select(change => encoded[change.Reference].Vector!)), Rows(batch.Select(change => encoded[change.Text].Vector!)));
                float[] weights = [.. batch.Select(change => change.Part is ChangePart { ImageWeight: { } asked } ? asked : float.NaN)];
                var composition = Composer.Compose(images, texts, weights);
                composed.AddRange(Enumerable.Range(0, batch.Length).Select(i => ComposedChange.Of(composition, images, texts, i)));
            }
        }
        finally
        {
            Train(wasTraining);
        }

        return [.. composed];
    }

    private Tensor Rows(IEnumerable<float[]> vectors)
    {
        float[] rows = [.. vectors.SelectMany(vector => vector)];
        return Tensor.From(rows, [rows.Length / Towers.Image.Dimensions, Towers.Image.Dimensions]);
    }
}
