using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Baselines.Dcmh;

/// <summary>Trains DCMH, jointly batch by batch or alternating against buffers (<see cref="DeepHashPreset.IsAlternating"/>).</summary>
internal sealed class DcmhTraining : DeepHashTraining
{
    // As HiCHNet's default, which the joint training is the flat half of: towards ±1 only when the classes have parted.
    private const float JointGamma = 3;

    private readonly DcmhModel model;
    private readonly HashBuffers? buffers;
    private readonly int[] labels;

    public DcmhTraining(DcmhModel model, TrainingPairs pairs, DeepHashPreset preset, ulong seed)
        : base(model, pairs, preset, seed)
    {
        (this.model, labels) = (model, pairs.Labels(pairs.Depth));
        if (preset.IsAlternating)
            buffers = new HashBuffers(pairs.Count, model.Description.CodeBitsPerLayer, RandomStreams.For(seed, "buffers"));
    }

    public override void SaveState(SafeTensorsWriter file)
    {
        base.SaveState(file);
        buffers?.SaveState(file, "buffers.");
    }

    public override void LoadState(SafeTensors file)
    {
        base.LoadState(file);
        buffers?.LoadState(file, "buffers.", strict: true);
    }

    public override void Dispose()
    {
        base.Dispose();
        buffers?.Dispose();
    }

    protected override Tensor Loss(int epoch, int step, float done) =>
        buffers is null ? Joint(Batch(epoch, step), epoch, step, done) : Alternating(epoch, step, buffers);

    private Tensor Joint(int[] items, int epoch, int step, float done)
    {
        var (f, g) = (ImagesOf(items, epoch, step), TextsOf(items, epoch, step));
        var (own, signs) = (LabelsOf(items), HashBuffers.Signs(f, g));
        var objective = new DcmhObjective(JointGamma * done, Eta: 1, TermMeans: true);
        return objective.Loss(f, new LayerTargets(own, Constant(g), own, signs, null)) + objective.Loss(g, new LayerTargets(own, Constant(f), own, signs, null));
    }

    private Tensor Alternating(int epoch, int step, HashBuffers buffers)
    {
        if (step == 0 && epoch > 0)
            buffers.UpdateSigns();
        var isImage = step < StepsPerPass;
        var items = Batch(2 * epoch + (isImage ? 0 : 1), step % StepsPerPass);
        var (own, other) = isImage ? (buffers.Images[0], buffers.Texts[0]) : (buffers.Texts[0], buffers.Images[0]);
        var hash = isImage ? ImagesOf(items, epoch, step) : TextsOf(items, epoch, step);
        var remainder = HashBuffers.SumWithout(own, items);
        HashBuffers.Store(own, hash, items);
        return new DcmhObjective(Gamma: 1, Eta: 1, TermMeans: false).Loss(hash, new LayerTargets(LabelsOf(items), other, labels, HashBuffers.Rows(buffers.Codes[0], items), remainder));
    }

    private Tensor ImagesOf(int[] items, int epoch, int step) => model.HashImages(Dropped(model.Towers.Images(Pairs.Images(items)), "photos", epoch, step));

    private Tensor TextsOf(int[] items, int epoch, int step) => model.HashTexts(Dropped(model.Towers.Texts(Pairs.Texts(items)), "texts", epoch, step));
}
