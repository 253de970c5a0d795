using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Tensors.Tests;

/// <summary>Every layer with parameters under PyTorch's names: forward, gradients of inputs and parameters, buffers afterwards.</summary>
public class LayerOracleTests
{
    private static readonly RandomSource Random = new(1);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["linear"] = Case.Of(() => new Linear(5, 7, Random), (m, x, _) => m.Forward(x[0])),
        ["embedding"] = Case.Of(() => new Embedding(6, 5, Random), (m, _, o) => m.Forward(o.Rows("embedding/in.0"), o.ShapeOf("embedding/in.0"))),
        ["layer-norm"] = Case.Of(() => new LayerNorm(9), (m, x, _) => m.Forward(x[0])),
        ["batch-norm"] = Case.Of(() => new BatchNorm(3), (m, x, _) => m.Forward(x[0])),
        ["attention"] = Case.Of(() => new MultiHeadAttention(8, 2, Random), (m, x, o) => m.Forward(x[0], Mask(o, "attention"))),
        ["cross-attention"] = Case.Of(() => new MultiHeadAttention(8, 2, Random), (m, x, _) => m.Forward(x[0], x[1], null)),
        ["transformer-post-norm"] = Case.Of(
            () => new TransformerEncoderLayer(8, 2, 12, Random, dropout: 0), (m, x, o) => m.Forward(x[0], Mask(o, "transformer-post-norm"))),
        ["transformer-pre-norm"] = Case.Of(
            () => new TransformerEncoderLayer(8, 2, 12, Random, 0, Activation.Gelu, normFirst: true),
            (m, x, o) => m.Forward(x[0], Mask(o, "transformer-pre-norm"))),
        ["gru"] = Case.Of(() => new Gru(5, 4, Random), (m, x, o) => m.Forward(x[0], o.Rows("gru/in.1"))),
        ["gru-bidirectional"] = Case.Of(
            () => new Gru(5, 4, Random, bidirectional: true), (m, x, o) => m.Forward(x[0], o.Rows("gru-bidirectional/in.1"))),
        ["att-flat"] = Case.Of(() => new AttFlat(6, 5, 7, Random, dropout: 0), (m, x, o) => m.Forward(x[0], Mask(o, "att-flat"))),
        ["chebyshev"] = Case.Of(() => new ChebyshevConv(Laplacian, 2, 3, 3, Random), (m, x, _) => m.Forward(x[0])),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    private static SparseMatrix Laplacian => SparseMatrix.From(
        4, 4, [(0, 1, -0.5f), (1, 0, -0.5f), (1, 2, -0.7f), (2, 1, -0.7f), (0, 3, -0.2f), (3, 0, -0.2f)]);

    [Fact]
    public void Fixture_Cases_AreAllCompared()
    {
        using var oracle = new Oracle("layers");
        Assert.Equal(oracle.Names.Select(n => n[..n.IndexOf('/')]).Distinct().Order(), Cases.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Layer_WithPyTorchState_GivesItsOutputsAndGradients(string name)
    {
        using var oracle = new Oracle("layers");
        var (make, forward) = Cases[name];
        using var module = make();
        module.LoadState(oracle.File, $"{name}/state.");
        using var scope = Scope.Begin();
        var inputs = new List<Tensor>();
        for (var i = 0; oracle.Has($"{name}/in.{i}") && !oracle.IsWhole($"{name}/in.{i}"); i++)
        {
            inputs.Add(oracle.Read($"{name}/in.{i}"));
            inputs[i].RequiresGradient = true;
        }

        var output = forward(module, inputs, oracle);
        oracle.AssertClose($"{name}/out", output);
        (output * oracle.Read($"{name}/by")).Sum().Backward();
        for (var i = 0; i < inputs.Count; i++)
            oracle.AssertClose($"{name}/grad.in.{i}", inputs[i].Gradient!);
        foreach (var (parameter, tensor) in module.Parameters())
            oracle.AssertClose($"{name}/grad.{parameter}", tensor.Gradient!);
        foreach (var (buffer, tensor) in module.Buffers())
            oracle.AssertClose($"{name}/after.{buffer}", tensor);
    }

    [Fact]
    public void LoadState_NamesAndShapesThatDiffer_ListsThem()
    {
        using var oracle = new Oracle("layers");
        using var gru = new Gru(5, 4, Random, bidirectional: true);
        var before = gru.Parameters().First().Tensor.Data.ToArray();
        var message = Assert.Throws<SafeTensorsException>(() => gru.LoadState(oracle.File, "gru/state.")).Message;
        Assert.Contains("'gru/state.weight_ih_l0_reverse' [12, 5] is missing", message);
        Assert.Equal(before, gru.Parameters().First().Tensor.Data.ToArray());

        using var small = new Linear(5, 6, Random, bias: false);
        message = Assert.Throws<SafeTensorsException>(() => small.LoadState(oracle.File, "linear/state.")).Message;
        Assert.Contains("is [7, 5] in the file and [6, 5] in the model", message);
        Assert.Contains("'linear/state.bias' is not part of the model", message);
    }

    private static Tensor Mask(Oracle oracle, string name) =>
        Tensor.From([.. oracle.Rows($"{name}/in.1").Select(v => (float)v)], oracle.ShapeOf($"{name}/in.1"));

    private sealed record Case(Func<Module> Make, Func<Module, List<Tensor>, Oracle, Tensor> Forward)
    {
        public static Case Of<T>(Func<T> make, Func<T, List<Tensor>, Oracle, Tensor> forward)
            where T : Module => new(make, (module, inputs, oracle) => forward((T)module, inputs, oracle));
    }
}
