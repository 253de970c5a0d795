using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Training;

namespace Vitrine.Tensors.Tests;

public sealed class TrainingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-training-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Resume_AfterSevenSteps_GivesTheBitsOfAnUninterruptedRun()
    {
        using var whole = new Run(seed: 1);
        whole.Train(20);

        var path = Path.Combine(folder, "state.safetensors");
        using (var first = new Run(seed: 1))
        {
            first.Train(7); // in the middle of an epoch
            first.State.Notes["best"] = "0.25";
            first.State.Save(path);
        }

        using var second = new Run(seed: 99); // everything that matters comes from the file
        second.State.Load(path);
        Assert.Equal("0.25", second.State.Notes["best"]);
        second.Train(13);
        Assert.Equal(whole.Bits(), second.Bits());
        Assert.Equal(whole.Order.Epoch, second.Order.Epoch);
    }

    [Fact]
    public void Load_StateOfAnotherModel_SaysWhatDiffers()
    {
        var path = Path.Combine(folder, "state.safetensors");
        using var run = new Run(seed: 1);
        run.State.Save(path);
        using var other = new Linear(2, 2, new RandomSource(1));
        using var file = SafeTensors.Open(path);
        var message = Assert.Throws<SafeTensorsException>(() => other.LoadState(file, "model.")).Message;
        Assert.Contains("'model.weight' [2, 2] is missing", message);
        using var sgd = new Sgd([new ParameterGroup(run.Model.Parameters(), 1)]);
        Assert.Contains("Adam", Assert.Throws<SafeTensorsException>(() => sgd.LoadState(file)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Training_AnyNumberOfThreads_GivesTheSameBits(int threads)
    {
        var expected = RunWith(3);
        Assert.Equal(expected, RunWith(threads));

        static int[] RunWith(int threads)
        {
            var before = Threading.WorkerPool.ThreadCount;
            Threading.WorkerPool.ThreadCount = threads;
            try
            {
                using var run = new Run(seed: 5, features: 300);
                run.Train(4);
                return run.Bits();
            }
            finally
            {
                Threading.WorkerPool.ThreadCount = before;
            }
        }
    }

    [Fact]
    public void Training_ThousandSteps_MemoryIsFlatAfterTheSecondAndAllocationsAreFew()
    {
        using var run = new Run(seed: 2, rows: 48); // every batch is full
        run.Train(2);
        var reserved = BufferPool.ReservedBytes;
        run.Train(100); // until the runtime has compiled everything
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        run.Train(898);
        Assert.Equal(reserved, BufferPool.ReservedBytes);

        // 45 operations with about 400 bytes each: the tensor, its gradient, the closure for the way back, and enumerators of parts.
        var perStep = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 898;
        Assert.True(perStep < 24_000, $"{perStep} bytes allocated per step");
    }

    [Fact]
    public void NonFinite_InForward_NamesOperationAndStep()
    {
        using var x = Tensor.From([1, -1], [2]);
        x.RequiresGradient = true;
        using var scope = Scope.Begin();
        var loss = x.Square().Subtract(x).Add(x * -2).Log().Sum();
        var exception = Assert.Throws<NonFiniteException>(() => NonFiniteException.ThrowIfNonFinite(loss, scope, 42));
        Assert.Equal("the operation Log", exception.Where);
        Assert.Equal(42, exception.Step);
    }

    [Fact]
    public void NonFinite_InGradient_NamesParameterAndStep()
    {
        using var layer = new Linear(1, 1, new RandomSource(1));
        using var optimiser = new Sgd([new ParameterGroup(layer.Parameters(), 0.1f)]);
        using var x = Tensor.From([0], [1, 1]);
        layer.Weight.Data.Clear();
        layer.Bias!.Data.Clear();
        using (Scope.Begin())
            layer.Forward(x).Sqrt().Sum().Backward(); // 1 / (2√0)
        var exception = Assert.Throws<NonFiniteException>(() => optimiser.ClipGradients(1));
        Assert.Contains("'weight'", exception.Message);
        Assert.Contains("step 1", exception.Message);
    }

    [Fact]
    public void ClipGradients_LongGradient_HasTheNormAsked()
    {
        using var layer = new Linear(30, 20, new RandomSource(1));
        using var optimiser = new Sgd([new ParameterGroup(layer.Parameters(), 0.1f)]);
        using (Scope.Begin())
            (layer.Forward(Tensor.Full([1, 30], 1)).Sum() * 10).Backward();
        var norm = Math.Sqrt(100 * (600 + 20));
        Assert.Equal(norm, optimiser.ClipGradients(2), norm * 1e-6);
        Assert.Equal(2, optimiser.GradientNorm(), 1e-5);
        Assert.Equal(2, optimiser.ClipGradients(5), 1e-5);
    }

    [Fact]
    public void FrozenGroup_Step_LeavesItAlone()
    {
        using var first = new Linear(2, 2, new RandomSource(1));
        using var second = new Linear(2, 2, new RandomSource(2));
        var frozen = new ParameterGroup(first.Parameters().Select(p => ($"a.{p.Name}", p.Tensor)), 1) { IsFrozen = true };
        using var optimiser = new Adam([frozen, new ParameterGroup(second.Parameters(), 0.1f)]);
        var (before, other) = (first.Weight.Data.ToArray(), second.Weight.Data.ToArray());
        using (Scope.Begin())
            second.Forward(first.Forward(Tensor.Full([1, 2], 1))).Sum().Backward();
        Assert.Null(first.Weight.Gradient);
        optimiser.Step();
        Assert.Equal(before, first.Weight.Data.ToArray());
        Assert.NotEqual(other, second.Weight.Data.ToArray());
    }

    [Fact]
    public void Orthogonal_DiagonalMatrix_BringsAllEntriesNearOne()
    {
        using var scope = Scope.Begin();
        var diagonal = new float[4, 6];
        (diagonal[0, 0], diagonal[1, 1], diagonal[2, 2], diagonal[3, 3]) = (30, 3, -1, 0.2f);
        var found = Muon.Orthogonal(Tensor.From([.. diagonal.Cast<float>()], [4, 6]));
        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 6; column++)
            {
                var value = found.Data[row * 6 + column];
                if (row == column)
                    Assert.InRange(value * Math.Sign(diagonal[row, column]), 0.65f, 1.25f);
                else
                    Assert.Equal(0, value, 1e-6f);
            }
        }
    }

    [Fact]
    public void Orthogonal_Zeros_StaysZeros()
    {
        using var scope = Scope.Begin();
        Assert.All(Muon.Orthogonal(Tensor.Zeros([3, 2])).Data.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Muon_Vector_IsRefusedByName()
    {
        using var layer = new Linear(3, 2, new RandomSource(1));
        var exception = Assert.Throws<ArgumentException>(() => new Muon([new ParameterGroup(layer.Parameters(), 0.1f)]));
        Assert.Contains("'bias'", exception.Message);
    }

    [Fact]
    public void State_OfTwoOptimisersInOneFile_GoesOnWithBoth()
    {
        var path = Path.Combine(folder, "two.safetensors");
        using var layer = new Linear(3, 2, new RandomSource(1));
        using var muon = new Muon([new ParameterGroup(layer.Parameters().Where(p => p.Tensor.Rank == 2), 0.1f)]);
        using var adam = new Adam([new ParameterGroup(layer.Parameters().Where(p => p.Tensor.Rank == 1), 0.1f)]);
        Train(2);
        var file = new SafeTensorsWriter();
        muon.SaveState(file, "muon.");
        adam.SaveState(file);
        layer.SaveState(file, "model.");
        file.Save(path);
        Train(1);
        var expected = Values();

        using (var saved = SafeTensors.Open(path))
        {
            muon.LoadState(saved, "muon.");
            adam.LoadState(saved);
            layer.LoadState(saved, "model.");
        }

        Assert.Equal((2, 2), (muon.Steps, adam.Steps));
        Assert.NotEqual(expected, Values());
        Train(1);
        Assert.Equal(expected, Values());

        float[] Values() => [.. layer.Parameters().SelectMany(p => p.Tensor.Data.ToArray())];

        void Train(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                using var scope = Scope.Begin();
                layer.Forward(Tensor.From([1, -2, 3], [1, 3])).Square().Sum().Backward();
                muon.Step();
                adam.Step();
            }
        }
    }

    [Fact]
    public void Schedules_AtTheirCorners_HaveTheValuesOfTheirDefinition()
    {
        Assert.Equal([1, 1, 0.5f, 0.5f, 0.25f], Values(Schedules.Step(2, 0.5f), 5));
        Assert.Equal([1, 0.75f, 0.5f, 0.25f, 0, 0], Values(Schedules.Linear(4), 6));
        Assert.Equal([1, 0.85355f, 0.5f, 0.14645f, 0, 0], Values(Schedules.Cosine(4), 6));

        static float[] Values(Schedule schedule, int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Round(schedule(i), 5))];
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 3)]
    public void DataOrder_Epoch_HasEveryRowOnce(bool dropLast, int batches)
    {
        var order = new DataOrder(10, 3, new RandomSource(1), dropLast);
        Assert.Equal(batches, order.BatchesPerEpoch);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            var seen = new List<int>();
            for (var b = 0; b < batches; b++)
            {
                seen.AddRange(order.Next().ToArray());
                Assert.Equal(epoch, order.Epoch);
            }

            Assert.True(order.IsEpochEnd);
            Assert.Equal(dropLast ? 9 : 10, seen.Distinct().Count());
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }
    }

    /// <summary>A small network with everything that has a state: dropout, running statistics, moments, data order.</summary>
    private sealed class Run : IDisposable
    {
        private readonly Tensor data;
        private readonly int[] labels;
        private readonly Optimiser optimiser;
        private readonly Schedule schedule = Schedules.OneCycle(50);

        public Run(ulong seed, int features = 12, int rows = 50)
        {
            var random = new RandomSource(seed);
            Model = new Network(features, random);
            Order = new DataOrder(rows, 8, random.Fork());
            optimiser = new Adam(
                [new ParameterGroup(Model.Parameters().Where(p => p.Name.EndsWith("weight", StringComparison.Ordinal)), 0.01f, 0.1f),
                 new ParameterGroup(Model.Parameters().Where(p => !p.Name.EndsWith("weight", StringComparison.Ordinal)), 0.02f)],
                decoupled: true);
            State = new TrainingState(Model, optimiser, Order, new Dictionary<string, RandomSource> { ["model"] = random });
            data = GradientCheck.Random([rows, 4, features], 7);
            labels = [.. Enumerable.Range(0, rows).Select(i => i % 3)];
        }

        public Network Model { get; }

        public DataOrder Order { get; }

        public TrainingState State { get; }

        public void Train(int steps)
        {
            var batchLabels = new int[8];
            for (var i = 0; i < steps; i++)
            {
                using var scope = Scope.Begin();
                var batch = Order.Next();
                for (var r = 0; r < batch.Length; r++)
                    batchLabels[r] = labels[batch.Span[r]];
                var loss = Model.Forward(data.Gather(batch)).CrossEntropy(batchLabels.AsMemory(0, batch.Length));
                loss.Backward();
                optimiser.ClipGradients(1);
                optimiser.RateFactor = schedule(optimiser.Steps);
                optimiser.Step();
            }
        }

        public int[] Bits() =>
            [.. Model.Parameters().Concat(Model.Buffers()).SelectMany(p => p.Tensor.Data.ToArray()).Select(BitConverter.SingleToInt32Bits)];

        public void Dispose()
        {
            Model.Dispose();
            optimiser.Dispose();
            data.Dispose();
        }
    }

    private sealed class Network : Module
    {
        private readonly TransformerEncoderLayer encoder;
        private readonly BatchNorm norm;
        private readonly Linear head;

        public Network(int features, RandomSource random)
        {
            encoder = AddChild("encoder", new TransformerEncoderLayer(features, 3, 2 * features, random));
            norm = AddChild("norm", new BatchNorm(features));
            head = AddChild("head", new Linear(features, 3, random));
        }

        public Tensor Forward(Tensor x) => head.Forward(norm.Forward(encoder.Forward(x).Mean(1)));
    }
}
