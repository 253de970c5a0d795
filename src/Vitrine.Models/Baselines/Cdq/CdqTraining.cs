using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Cdq;

/// <summary>
/// Trains CDQ: the likelihood of pairs of one class by the inner products of z (Cao et al., equation 4), and the error of the common code of each pair (equation 6). Before each
/// epoch the codes and the books are fitted anew to where the networks put the training part.
/// </summary>
internal sealed class CdqTraining : DeepHashTraining
{
    private const float Lambda = 1;
    private const int BatchSize = 512;

    private readonly CdqModel model;
    private readonly ulong seed;
    private readonly byte[] codes;
    private readonly KeptCodes kept;

    public CdqTraining(CdqModel model, TrainingPairs pairs, DeepHashPreset preset, ulong seed)
        : base(model, pairs, preset, seed)
    {
        (this.model, this.seed, codes) = (model, seed, new byte[pairs.Count * model.Books.Books]);
        kept = new KeptCodes(codes.Length);
    }

    public override void SaveState(SafeTensorsWriter file)
    {
        base.SaveState(file);
        kept.Take(codes);
        kept.SaveState(file);
    }

    public override void LoadState(SafeTensors file)
    {
        base.LoadState(file);
        kept.LoadState(file, strict: false);
        kept.Give(codes);
    }

    public override void Dispose()
    {
        base.Dispose();
        kept.Dispose();
    }

    protected override void BeforeStep(int epoch, int step)
    {
        if (epoch > 0 && step == 0)
            Fit(isFirst: epoch == 1);
    }

    protected override Tensor Loss(int epoch, int step, float done)
    {
        var items = Batch(epoch, step);
        var own = LabelsOf(items);
        var images = model.PlaceImages(Dropped(model.Towers.Images(Pairs.Images(items)), "photos", epoch, step));
        var texts = model.PlaceTexts(Dropped(model.Towers.Texts(Pairs.Texts(items)), "texts", epoch, step));
        var loss = Similarity(images, texts) + Similarity(texts, images);
        if (epoch == 0)
            return loss; // there is nothing to quantise yet
        var coded = CodedOf(items);
        return loss + ((images - coded).Square().Mean() + (texts - coded).Square().Mean()) * (Lambda * done);

        Tensor Similarity(Tensor z, Tensor other) =>
            HashObjective.PairwiseSimilarity(z, new LayerTargets(own, Constant(other), own, Constant(z), null)) * (1f / (items.Length * items.Length));
    }

    protected override void AfterLast() => Fit(isFirst: Epochs == 1);

    private void Fit(bool isFirst)
    {
        var rows = Middles();
        if (isFirst)
            model.Books.Begin(rows, RandomStreams.For(seed, "codebooks"));
        Encode(rows);
        model.Books.Fit(rows, codes);
        Parallel.For(0, Pairs.Count, item => model.Books.Better(RowOf(rows, item), CodeOf(item), sweeps: 1));
    }

    private void Encode(float[] rows) => Parallel.For(0, Pairs.Count, item => model.Books.Encode(RowOf(rows, item), CodeOf(item)));

    /// <summary>The middle between photo and text of each pair: what comes nearest to both comes nearest to it. [n × dimensions]</summary>
    private float[] Middles()
    {
        var rows = new float[Pairs.Count * CdqModel.Dimensions];
        for (var first = 0; first < Pairs.Count; first += BatchSize)
        {
            using var scope = Scope.Begin(recordGradients: false);
            int[] items = [.. Enumerable.Range(first, Math.Min(BatchSize, Pairs.Count - first))];
            var middle = (model.PlaceImages(model.Towers.Images(Pairs.Images(items))) + model.PlaceTexts(model.Towers.Texts(Pairs.Texts(items)))) * 0.5f;
            middle.Data.CopyTo(rows.AsSpan(first * CdqModel.Dimensions));
        }

        return rows;
    }

    private Tensor CodedOf(int[] items)
    {
        var coded = Tensor.Empty([items.Length, CdqModel.Dimensions]);
        for (var i = 0; i < items.Length; i++)
            model.Books.Reconstruct(CodeOf(items[i]), coded.Data.Slice(i * CdqModel.Dimensions, CdqModel.Dimensions));
        return coded;
    }

    private Span<byte> CodeOf(int item) => codes.AsSpan(item * model.Books.Books, model.Books.Books);

    private static ReadOnlySpan<float> RowOf(float[] rows, int item) => rows.AsSpan(item * CdqModel.Dimensions, CdqModel.Dimensions);

    /// <summary>The codes as a file of tensors keeps them: buffer <c>codes</c>.</summary>
    private sealed class KeptCodes : Module
    {
        private readonly Tensor codes;

        public KeptCodes(int count) => codes = AddBuffer("codes", [count]);

        public void Take(byte[] from)
        {
            for (var i = 0; i < from.Length; i++)
                codes.Data[i] = from[i];
        }

        public void Give(byte[] to)
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = (byte)codes.Data[i];
        }
    }
}
