using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;

namespace Vitrine.Models.Contrastive;

/// <summary>Two towers whose vectors are added: a network that learns the shop's photos from nothing, and the fixed features of one that has seen the world's.</summary>
public sealed class SumTower : ImageTower
{
    private readonly ImageTower[] towers;

    /// <param name="towers">Into one space; become parts of this.</param>
    internal SumTower(params ImageTower[] towers)
    {
        this.towers = towers;
        for (var i = 0; i < towers.Length; i++)
            AddChild($"{i}", towers[i]);
    }

    public override int Dimensions => towers[0].Dimensions;

    public override IPhotoEncoder Open(IItemSource source, CancellationToken cancellation = default) =>
        new Sum(OpenAll(tower => tower.Open(source, cancellation)));

    internal override ITrainingVectors OpenForTraining(IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new TrainingSum(OpenAll(tower => tower.OpenForTraining(source, preset, batches, cancellation)));

    internal override void SaveNetwork(string folder)
    {
        foreach (var tower in towers)
            tower.SaveNetwork(folder);
    }

    private T[] OpenAll<T>(Func<ImageTower, T> open) where T : IDisposable
    {
        var opened = new List<T>();
        try
        {
            foreach (var tower in towers)
                opened.Add(open(tower));
            return [.. opened];
        }
        catch
        {
            opened.ForEach(one => one.Dispose());
            throw;
        }
    }

    private sealed class Sum(IPhotoEncoder[] photos) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items)
        {
            var sum = photos[0].Encode(items).Vectors;
            for (var i = 1; i < photos.Length; i++)
                sum = sum + photos[i].Encode(items).Vectors;
            return new PhotoBatch(sum);
        }

        public void Dispose()
        {
            foreach (var one in photos)
                one.Dispose();
        }
    }

    private sealed class TrainingSum(ITrainingVectors[] photos) : ITrainingVectors
    {
        public Tensor Of(int epoch, int step)
        {
            var sum = photos[0].Of(epoch, step);
            for (var i = 1; i < photos.Length; i++)
                sum = sum + photos[i].Of(epoch, step);
            return sum;
        }

        public void Dispose()
        {
            foreach (var one in photos)
                one.Dispose();
        }
    }
}
