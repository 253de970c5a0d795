using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// A training step like HiCHNet's: image features 4096→4096→64 and words 1386→4096→64, 128 pairs, the pairwise logistic loss of the codes,
/// stochastic gradient descent.
/// </summary>
public sealed class HichnetStep : IWork
{
    private const int Batch = 128;

    private readonly Linear imageHidden;
    private readonly Linear imageCode;
    private readonly Linear textHidden;
    private readonly Linear textCode;
    private readonly Sgd optimiser;
    private readonly Tensor images;
    private readonly Tensor texts;
    private readonly int[] labels;

    public HichnetStep()
    {
        var random = new RandomSource(1);
        imageHidden = new Linear(4096, 4096, random, activation: Activation.Relu);
        imageCode = new Linear(4096, 64, random);
        textHidden = new Linear(1386, 4096, random, activation: Activation.Relu);
        textCode = new Linear(4096, 64, random);
        optimiser = new Sgd([new ParameterGroup(WorkData.Parameters(imageHidden, imageCode, textHidden, textCode), 1e-4f)]);
        images = WorkData.Normal(random, [Batch, 4096]);
        texts = WorkData.Normal(random, [Batch, 1386]);
        labels = [.. Enumerable.Range(0, Batch).Select(i => i % 10)];
    }

    public void Run()
    {
        using var scope = Scope.Begin();
        var image = imageCode.Forward(imageHidden.Forward(images));
        var text = textCode.Forward(textHidden.Forward(texts));
        var phi = image.MatMul(text, transposeB: true).Scale(0.5f);
        var loss = phi.PairwiseLogistic(labels, labels).Scale(1f / (Batch * Batch));
        loss.Backward();
        optimiser.Step();
    }

    public void Dispose()
    {
        optimiser.Dispose();
        imageHidden.Dispose();
        imageCode.Dispose();
        textHidden.Dispose();
        textCode.Dispose();
        images.Dispose();
        texts.Dispose();
    }
}
