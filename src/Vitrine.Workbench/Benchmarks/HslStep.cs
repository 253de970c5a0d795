using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// A training step of HSL's network (specs: preset small, two levels, width 256): 64 pairs, 16 regions of 2048 numbers, 14 words with padding, four
/// similarities with a softmax each, gradient norm at most 2, Adam.
/// </summary>
public sealed class HslStep : IWork
{
    private const int Batch = 64;
    private const int Regions = 16;
    private const int Words = 14;
    private const int Vocabulary = 10_000;
    private const int Width = 256;
    private const int Joint = 512;

    private readonly Linear regionInput;
    private readonly Linear wordInput;
    private readonly Embedding embedding;
    private readonly AttFlat flat;
    private readonly Level[] levels;
    private readonly Adam optimiser;
    private readonly Tensor regions;
    private readonly Tensor wordMask;
    private readonly Tensor wordShares;
    private readonly int[] words;
    private readonly int[] labels = [.. Enumerable.Range(0, Batch)];

    public HslStep()
    {
        var random = new RandomSource(1);
        regionInput = new Linear(2048, Width, random);
        wordInput = new Linear(300, Width, random);
        embedding = new Embedding(Vocabulary, 300, random);
        flat = new AttFlat(Width, Width, Joint, random);
        levels = [new Level(random), new Level(random)];
        Module[] modules = [regionInput, wordInput, embedding, flat, .. levels];
        optimiser = new Adam([new ParameterGroup(WorkData.Parameters(modules), 2e-4f)]);
        regions = WorkData.Normal(random, [Batch, Regions, 2048]);
        words = [.. Enumerable.Range(0, Batch * Words).Select(_ => random.NextInt(Vocabulary))];
        wordMask = Tensor.Zeros([Batch, Words]);
        wordShares = Tensor.Zeros([Batch, 1, Words]);
        for (var i = 0; i < Batch; i++)
        {
            var length = 5 + i % (Words - 4);
            wordMask.Data.Slice(i * Words, length).Fill(1);
            wordShares.Data.Slice(i * Words, length).Fill(1f / length);
        }
    }

    public void Run()
    {
        using var scope = Scope.Begin();
        var v = regionInput.Forward(regions);
        var q = wordInput.Forward(embedding.Forward(words, [Batch, Words]));
        Tensor? loss = null;
        for (var i = 0; i < levels.Length; i++)
        {
            v = levels[i].Image.Forward(v);
            q = levels[i].Text.Forward(q, wordMask);
            var share = levels[i].Loss(v, wordShares.BatchMatMul(q).Reshape([Batch, Width]), flat, labels).Scale(i == 0 ? 0.5f : 1);
            loss = loss is null ? share : loss + share;
        }

        loss!.Backward();
        optimiser.ClipGradients(2);
        optimiser.Step();
    }

    public void Dispose()
    {
        optimiser.Dispose();
        foreach (var module in (IEnumerable<Module>)[regionInput, wordInput, embedding, flat, .. levels])
            module.Dispose();
        regions.Dispose();
        wordMask.Dispose();
        wordShares.Dispose();
    }

    private sealed class Level : Module
    {
        private readonly Linear objects;
        private readonly Linear inner;
        private readonly Linear queryForObjects;
        private readonly Linear queryForImage;
        private readonly Dropout dropout;

        public Level(RandomSource random)
        {
            Image = AddChild("image", new TransformerEncoderLayer(Width, 4, 4 * Width, random));
            Text = AddChild("text", new TransformerEncoderLayer(Width, 4, 4 * Width, random));
            objects = AddChild("objects", new Linear(Width, Joint, random));
            inner = AddChild("inner", new Linear(Joint, Width, random));
            queryForObjects = AddChild("query_objects", new Linear(Width, Joint, random));
            queryForImage = AddChild("query_image", new Linear(Width, Joint, random));
            dropout = AddChild("dropout", new Dropout(0.1f, random));
        }

        public TransformerEncoderLayer Image { get; }

        public TransformerEncoderLayer Text { get; }

        public Tensor Loss(Tensor v, Tensor query, AttFlat flat, int[] labels)
        {
            var o = dropout.Forward(objects.Forward(v)); // [batch, regions, joint]
            var image = flat.Forward(inner.Forward(o.Relu())).L2Normalise(); // [batch, joint]
            var mean = o.L2Normalise().Mean(1);
            var forObjects = dropout.Forward(queryForObjects.Forward(query)).MatMul(mean, transposeB: true);
            var forImage = dropout.Forward(queryForImage.Forward(query)).MatMul(image, transposeB: true);
            return forObjects.CrossEntropy(labels) + forImage.CrossEntropy(labels);
        }
    }
}
