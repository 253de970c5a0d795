namespace Vitrine.Tensors.Layers;

/// <summary>
/// Batch normalisation per channel. Parameters: <c>weight</c>, <c>bias</c>; buffers: <c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>.
/// </summary>
public sealed class BatchNorm : Module
{
    private readonly RunningStatistics running;
    private readonly Tensor batches;
    private readonly float momentum;
    private readonly float epsilon;

    /// <param name="channels">The second extent.</param>
    /// <param name="momentum">A batch's share in the running statistics.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    public BatchNorm(int channels, float momentum = 0.1f, float epsilon = 1e-5f)
    {
        this.momentum = momentum;
        this.epsilon = epsilon;
        Weight = AddParameter("weight", [channels]);
        Weight.Data.Fill(1);
        Bias = AddParameter("bias", [channels]);
        running = new RunningStatistics(AddBuffer("running_mean", [channels]), AddBuffer("running_var", [channels], 1));
        batches = AddBuffer("num_batches_tracked", []);
    }

    public Tensor Weight { get; }

    public Tensor Bias { get; }

    /// <param name="x">[batch, channels] or [batch, channels, height, width].</param>
    public Tensor Forward(Tensor x)
    {
        Count();
        return x.BatchNorm(Weight, Bias, running, IsTraining, momentum, epsilon);
    }

    /// <summary>max(0, norm + shortcut), at the cost of the norm alone.</summary>
    /// <param name="x">As for <see cref="Forward"/>.</param>
    /// <param name="shortcut">Of the same shape; or null for nothing.</param>
    public Tensor ForwardRelu(Tensor x, Tensor? shortcut = null)
    {
        Count();
        return x.BatchNormRelu(Weight, Bias, running, IsTraining, shortcut, momentum, epsilon);
    }

    private void Count()
    {
        if (IsTraining)
            batches.Data[0]++;
    }
}
