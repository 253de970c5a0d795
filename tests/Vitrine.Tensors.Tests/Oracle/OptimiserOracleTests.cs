using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Tensors.Tests;

/// <summary>Ten steps of every optimiser, twenty of every schedule, and clipping, against PyTorch; Muon, which it lacks, against its definition.</summary>
public class OptimiserOracleTests
{
    private static readonly Dictionary<string, Func<Weights, Optimiser>> Rules = new()
    {
        ["sgd"] = w => new Sgd([new ParameterGroup(w.Parameters(), 0.1f)]),
        ["sgd-decay"] = w => new Sgd([new ParameterGroup(w.Parameters(), 0.1f, 0.05f)]),
        ["sgd-momentum"] = w => new Sgd([new ParameterGroup(w.Parameters(), 0.1f, 0.05f)], momentum: 0.9f),
        ["adam"] = w => new Adam([new ParameterGroup(w.Parameters(), 0.01f)]),
        ["adam-decay"] = w => new Adam([new ParameterGroup(w.Parameters(), 0.01f, 0.05f)], 0.8f, 0.95f),
        ["adamw"] = w => new Adam([new ParameterGroup(w.Parameters(), 0.01f, 0.05f)], decoupled: true),
        ["muon"] = w => new Muon([new ParameterGroup(w.Parameters(), 0.01f, 0.05f)]),
        ["muon-filters"] = w => new Muon([new ParameterGroup(w.Parameters(), 0.01f)]),
        ["muon-tall"] = w => new Muon([new ParameterGroup(w.Parameters(), 0.01f)], momentum: 0.9f),
    };

    private static readonly Dictionary<string, Schedule> Schedules = new()
    {
        ["step"] = Training.Schedules.Step(6, 0.3f),
        ["linear"] = Training.Schedules.Linear(15, 1, 0.1f),
        ["cosine"] = Training.Schedules.Cosine(19, 0.02f),
        ["one-cycle"] = Training.Schedules.OneCycle(20),
    };

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    public static TheoryData<string> ScheduleNames => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Optimiser_TenSteps_FollowsTheReferencesPath(string name)
    {
        using var oracle = new Oracle("optimisers");
        using var scope = Scope.Begin();
        using var weights = new Weights(oracle.Read($"{name}/start"));
        using var optimiser = Rules[name](weights);
        var gradients = oracle.Read($"{name}/gradients");
        var path = new List<Tensor>();
        for (var step = 0; step < gradients.Shape[0]; step++)
        {
            // The gradient of Σ w·g by w is g.
            (weights.Weight * gradients.Slice(0, step, 1).Reshape(weights.Weight.Shape)).Sum().Backward();
            optimiser.Step();
            path.Add(weights.Weight.Clone().Reshape([1, weights.Weight.Length]));
        }

        oracle.AssertClose($"{name}/path", Tensors.Operations.Concat(path).Reshape(gradients.Shape));
    }

    [Theory]
    [MemberData(nameof(ScheduleNames))]
    public void Schedule_TwentySteps_FollowsPyTorchs(string name)
    {
        using var oracle = new Oracle("optimisers");
        using var found = Tensor.From([.. Enumerable.Range(0, 20).Select(i => Schedules[name](i))], [20]);
        oracle.AssertClose($"schedule-{name}", found);
    }

    [Fact]
    public void ClipGradients_LikePyTorch_ScalesAllTogether()
    {
        using var oracle = new Oracle("optimisers");
        using var scope = Scope.Begin();
        using var first = new Weights(Tensor.Zeros([4, 5]));
        using var second = new Weights(Tensor.Zeros([7]));
        using var optimiser = new Sgd([new ParameterGroup([("a", first.Weight), ("b", second.Weight)], 1)]);
        ((first.Weight * oracle.Read("clip/gradient.0")).Sum() + (second.Weight * oracle.Read("clip/gradient.1")).Sum()).Backward();
        oracle.AssertClose("clip/norm", Tensor.Full([], (float)optimiser.ClipGradients(1.5)));
        oracle.AssertClose("clip/clipped.0", first.Weight.Gradient!);
        oracle.AssertClose("clip/clipped.1", second.Weight.Gradient!);
    }

    private sealed class Weights : Module
    {
        public Weights(Tensor start)
        {
            Weight = AddParameter("weight", start.Shape);
            start.Data.CopyTo(Weight.Data);
        }

        public Tensor Weight { get; }
    }
}
