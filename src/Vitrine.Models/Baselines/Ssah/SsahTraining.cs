using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Baselines.Ssah;

/// <summary>
/// Trains SSAH. Each network has four terms (Li et al., equations 1 and 2): the likelihood of pairs of one class by features, the same by codes, the distance of H to its signs B,
/// and the distance of the predicted classes to the labels; photos and texts are paired with what the network of labels says. To these comes what the
/// discriminators, which learn at every step too, take for features of labels (equations 4 and 5).
/// </summary>
internal sealed class SsahTraining : DeepHashTraining
{
    // Means of terms. Published are 1, 1, 1e-4 and 1e-4 of sums, in which the last two hardly speak.
    private const float OfFeatures = 1;
    private const float OfCodes = 1;
    private const float OfSigns = 1; // grows to this over the training, as HiCHNet's α does
    private const float OfLabels = 0.3f;
    private const float OfAdversary = 0.1f;
    private const float DiscriminatorRate = 1e-3f;
    private const string DiscriminatorState = "discriminator.optimiser.";

    private readonly SsahModel model;
    private readonly int classes;
    private readonly SsahLabelNetwork labelNetwork;
    private readonly SsahDiscriminator ofImages;
    private readonly SsahDiscriminator ofTexts;
    private readonly Adam teacherOptimiser;
    private readonly Adam discriminatorOptimiser;
    private Tensor? discriminatorLoss;

    public SsahTraining(SsahModel model, TrainingPairs pairs, DeepHashSettings settings, ulong seed)
        : base(model, pairs, settings.Training, seed)
    {
        (this.model, classes) = (model, settings.Classes);
        var random = RandomStreams.For(seed, "teachers");
        labelNetwork = new SsahLabelNetwork(settings, random);
        (ofImages, ofTexts) = (new SsahDiscriminator(random), new SsahDiscriminator(random));
        teacherOptimiser = new Adam([new ParameterGroup(labelNetwork.Parameters(), settings.Training.FirstRate)]);
        discriminatorOptimiser = new Adam([new ParameterGroup([.. ofImages.Parameters().Select(Named("image.")), .. ofTexts.Parameters().Select(Named("text."))], DiscriminatorRate)]);

        static Func<(string Name, Tensor Tensor), (string, Tensor)> Named(string prefix) => entry => (prefix + entry.Name, entry.Tensor);
    }

    public override void SaveState(SafeTensorsWriter file)
    {
        base.SaveState(file);
        labelNetwork.SaveState(file, "labels.");
        ofImages.SaveState(file, "discriminator.image.");
        ofTexts.SaveState(file, "discriminator.text.");
        teacherOptimiser.SaveState(file, "labels.optimiser.");
        discriminatorOptimiser.SaveState(file, DiscriminatorState);
    }

    public override void LoadState(SafeTensors file)
    {
        base.LoadState(file);
        labelNetwork.LoadState(file, "labels.", strict: false);
        ofImages.LoadState(file, "discriminator.image.");
        ofTexts.LoadState(file, "discriminator.text.");
        teacherOptimiser.LoadState(file, "labels.optimiser.");
        discriminatorOptimiser.LoadState(file, DiscriminatorState);
    }

    public override void Dispose()
    {
        base.Dispose();
        teacherOptimiser.Dispose();
        discriminatorOptimiser.Dispose();
        labelNetwork.Dispose();
        ofImages.Dispose();
        ofTexts.Dispose();
    }

    protected override Tensor Loss(int epoch, int step, float done)
    {
        var items = Batch(epoch, step);
        var own = LabelsOf(items);
        var labels = labelNetwork.All(own);
        var images = model.Image.All(Dropped(model.Towers.Images(Pairs.Images(items)), "photos", epoch, step));
        var texts = model.Text.All(Dropped(model.Towers.Texts(Pairs.Texts(items)), "texts", epoch, step));
        var signs = HashBuffers.Signs(labels.Hash, HashBuffers.Signs(images.Hash, texts.Hash) * 0.5f); // the labels' sign where it is sure
        var loss = Terms(labels, labels, signs, own, done) + Terms(images, labels, signs, own, done) + Terms(texts, labels, signs, own, done);

        // Two losses on one set of features: first the networks, against discriminators that stand still; AfterStep moves these.
        ofImages.Freeze();
        ofTexts.Freeze();
        loss += (TakenFor(ofImages, images.Features, 1) + TakenFor(ofTexts, texts.Features, 1)) * OfAdversary;
        ofImages.Freeze(false);
        ofTexts.Freeze(false);
        discriminatorLoss = TakenFor(ofImages, Constant(labels.Features), 1) + TakenFor(ofImages, Constant(images.Features), 0)
            + TakenFor(ofTexts, Constant(labels.Features), 1) + TakenFor(ofTexts, Constant(texts.Features), 0);
        return loss;
    }

    protected override void AfterStep(float rateFactor)
    {
        teacherOptimiser.RateFactor = discriminatorOptimiser.RateFactor = rateFactor;
        teacherOptimiser.Step();
        discriminatorLoss!.Backward();
        discriminatorOptimiser.Step();
        discriminatorLoss = null;
    }

    private Tensor Terms(SsahOutput output, SsahOutput teacher, Tensor signs, int[] own, float done)
    {
        var (batch, bits) = (own.Length, output.Hash.Shape[1]);
        // Features as wide as they are would make every pair certain; scaled, their inner products range as those of codes do.
        var scale = MathF.Sqrt((float)bits / SsahHeads.Width);
        return Similarity(output.Features * scale, teacher.Features * scale) * OfFeatures
            + Similarity(output.Hash, teacher.Hash) * OfCodes
            + (signs - output.Hash).Square().Mean() * (OfSigns * done)
            + (output.Classes.Sigmoid() - OneHot(own)).Square().Sum() * (OfLabels / batch);

        Tensor Similarity(Tensor h, Tensor other) =>
            HashObjective.PairwiseSimilarity(h, new LayerTargets(own, Constant(other), own, signs, null)) * (1f / (batch * batch));
    }

    private Tensor OneHot(int[] own)
    {
        var labels = Tensor.Zeros([own.Length, classes]);
        for (var i = 0; i < own.Length; i++)
            labels.Data[i * classes + own[i]] = 1;
        return labels;
    }

    private static Tensor TakenFor(SsahDiscriminator discriminator, Tensor features, float isOfLabels) =>
        discriminator.Forward(features).BinaryCrossEntropy(Tensor.Full([features.Shape[0], 1], isOfLabels));
}
