using Vitrine.Tensors.Kernels;

namespace Vitrine.Tensors.Tests;

/// <summary>Every operation and loss, forward and backward, against PyTorch, on every kernel.</summary>
public class OperationOracleTests
{
    private static readonly Dictionary<string, Func<Inputs, Tensor>> Cases = new()
    {
        ["matmul"] = x => x[0].MatMul(x[1]),
        ["matmul-transpose-a"] = x => x[0].MatMul(x[1], transposeA: true),
        ["matmul-transpose-b"] = x => x[0].MatMul(x[1], transposeB: true),
        ["batch-matmul"] = x => x[0].BatchMatMul(x[1]),
        ["linear-none"] = x => x[0].Linear(x[1], x[2]),
        ["linear-relu"] = x => x[0].Linear(x[1], x[2], Activation.Relu),
        ["linear-tanh"] = x => x[0].Linear(x[1], x[2], Activation.Tanh),
        ["linear-sigmoid"] = x => x[0].Linear(x[1], x[2], Activation.Sigmoid),
        ["linear-gelu"] = x => x[0].Linear(x[1], x[2], Activation.Gelu),
        ["linear-gelu-tanh"] = x => x[0].Linear(x[1], x[2], Activation.GeluTanh),
        ["linear-quick-gelu"] = x => x[0].Linear(x[1], x[2], Activation.QuickGelu),
        ["none"] = x => x[0].Activate(Activation.None) * 1,
        ["relu"] = x => x[0].Relu(),
        ["tanh"] = x => x[0].Tanh(),
        ["sigmoid"] = x => x[0].Sigmoid(),
        ["gelu"] = x => x[0].Gelu(),
        ["gelu-tanh"] = x => x[0].GeluTanh(),
        ["quick-gelu"] = x => x[0].QuickGelu(),
        ["softplus"] = x => x[0].Softplus(),
        ["exp"] = x => x[0].Exp(),
        ["log"] = x => x[0].Log(),
        ["square"] = x => x[0].Square(),
        ["sqrt"] = x => x[0].Sqrt(),
        ["add"] = x => x[0] + x[1],
        ["subtract"] = x => x[0] - x[1],
        ["multiply"] = x => x[0] * x[1],
        ["divide"] = x => x[0] / x[1],
        ["sum-axis"] = x => x[0].Sum(1),
        ["mean-axis"] = x => x[0].Mean(-1),
        ["max-axis"] = x => x[0].Max(1),
        ["softmax"] = x => x[0].Softmax(),
        ["log-softmax"] = x => x[0].LogSoftmax(),
        ["softmax-mask"] = x => x[0].Softmax(x.Constant(0)),
        ["l2-normalise"] = x => x[0].L2Normalise(),
        ["gather"] = x => x[0].Gather(x.Rows(1)),
        ["concat"] = x => Tensors.Operations.Concat([x[0], x[1]], 1),
        ["slice"] = x => x[0].Slice(1, 1, 3),
        ["permute"] = x => x[0].Permute(2, 0, 3, 1),
        ["layer-norm"] = x => x[0].LayerNorm(x[1], x[2]),
        ["batch-norm-train"] = x => x[0].BatchNorm(x[1], x[2], new RunningStatistics(x.Constant(0), x.Constant(1)), isTraining: true),
        ["batch-norm-use"] = x => x[0].BatchNorm(x[1], x[2], new RunningStatistics(x.Constant(0), x.Constant(1)), isTraining: false),
        ["max-pool"] = x => x[0].MaxPool2d(3, 2, 1),
        ["average-pool"] = x => x[0].AveragePool2d(3, 2, 1),
        ["adaptive-pool"] = x => x[0].AdaptiveAveragePool2d(3, 4),
        ["global-pool"] = x => x[0].GlobalAveragePool(),
        ["local-response-norm"] = x => x[0].LocalResponseNorm(5, 0.3f, 0.75f, 2),
        ["conv2d"] = x => x[0].Conv2d(x[1], x[2], padding: 1),
        ["conv2d-stride"] = x => x[0].Conv2d(x[1], x[2], stride: 2, padding: 2),
        ["embedding-bag"] = x => x[0].EmbeddingBag(x.Rows(1), x.Rows(2)),
        ["embedding-bag-mean"] = x => x[0].EmbeddingBag(x.Rows(1), x.Rows(2), mean: true),
        ["embedding-bag-weights"] = x => x[0].EmbeddingBag(x.Rows(1), x.Rows(2), weights: x.Constant(0).Data.ToArray()),
        ["sparse-matmul"] = x => SparseMatrix.From(4, 5, x.Rows(1).Zip(x.Rows(2), x.Constant(0).Data.ToArray())).MatMul(x[0]),
        ["attention"] = x => x[0].Attention(x[1], x[2]),
        ["attention-padding"] = x => x[0].Attention(x[1], x[2], x.Constant(0)),
        ["attention-causal"] = x => x[0].Attention(x[1], x[2], causal: true),
        ["cross-entropy"] = x => x[0].CrossEntropy(x.Rows(1)),
        ["cross-entropy-weights"] = x => x[0].CrossEntropy(x.Rows(1), x.Constant(0)),
        ["cross-entropy-soft"] = x => x[0].CrossEntropy(x.Constant(0)),
        ["binary-cross-entropy"] = x => x[0].BinaryCrossEntropy(x.Constant(0), x.Constant(1)),
        ["kullback-leibler"] = x => x[0].KullbackLeibler(x.Constant(0)),
        ["squared-error"] = x => x[0].SquaredError(x[1]),
        ["pairwise-logistic"] = x => x[0].PairwiseLogistic(x.Constant(0)),
        ["info-nce"] = x => x[0].InfoNce(),
        ["info-nce-groups"] = x => x[0].InfoNce(x.Rows(1)),
        ["hardest-triplet"] = x => x[0].HardestTriplet(0.2f),
        ["hardest-triplet-groups"] = x => x[0].HardestTriplet(0.2f, x.Rows(1)),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Fact]
    public void Fixture_Cases_AreAllCompared()
    {
        using var oracle = new Oracle("operations");
        Assert.Equal(oracle.Names.Select(n => n[..n.IndexOf('/')]).Distinct().Order(), Cases.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Operation_ForwardAndBackward_MatchesPyTorch(string name)
    {
        using var oracle = new Oracle("operations");
        var level = KernelSelection.Level;
        try
        {
            foreach (var forced in Enum.GetValues<KernelLevel>())
            {
                KernelSelection.Force(forced);
                Compare(oracle, name);
            }
        }
        finally
        {
            KernelSelection.Force(level);
        }
    }

    private static void Compare(Oracle oracle, string name)
    {
        using var scope = Scope.Begin();
        var inputs = new Inputs(oracle, name);
        var output = Cases[name](inputs);
        oracle.AssertClose($"{name}/out", output);
        var by = oracle.Read($"{name}/by");
        (output.Rank == 0 ? output : (output * by).Sum()).Backward();
        for (var i = 0; oracle.Has($"{name}/grad.{i}"); i++)
            oracle.AssertClose($"{name}/grad.{i}", inputs[i].Gradient!);
    }

    private sealed class Inputs
    {
        private readonly Oracle oracle;
        private readonly string name;
        private readonly List<Tensor> tensors = [];

        public Inputs(Oracle oracle, string name)
        {
            this.oracle = oracle;
            this.name = name;
            for (var i = 0; oracle.Has($"{name}/in.{i}") && !oracle.IsWhole($"{name}/in.{i}"); i++)
            {
                tensors.Add(oracle.Read($"{name}/in.{i}"));
                tensors[i].RequiresGradient = true;
            }
        }

        public Tensor this[int index] => tensors[index];

        public int[] Rows(int index) => oracle.Rows($"{name}/in.{index}");

        public Tensor Constant(int index) => oracle.Read($"{name}/constant.{index}");
    }
}
