using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Tests.Encoders;

public sealed class PhotoBatchesTests : IDisposable
{
    private const int Epochs = 2;
    private const int Steps = 3;
    private const int Batch = 5;

    private readonly SmallShop shop = new(20);
    private readonly IPhotoRows photos;

    public PhotoBatchesTests() => photos = shop.Items.Photos(16, 20);

    public void Dispose()
    {
        photos.Dispose();
        shop.Dispose();
    }

    [Fact]
    public void Take_WithoutAugmentation_GivesTheScheduledPhotosInTheSizeOfTheEpoch()
    {
        using var batches = new PhotoBatches(photos, Schedule(), Augmentation.None, seed: 1);
        var expected = new float[3 * 16 * 20];

        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            for (var step = 0; step < Steps; step++)
            {
                var (width, height) = Size(epoch);
                using var batch = batches.Take(epoch, step);
                Assert.Equal(new Shape(Batch, 3, height, width), batch.Shape);
                for (var i = 0; i < Batch; i++)
                {
                    var planes = expected.AsSpan(0, 3 * width * height);
                    Augmentation.None.Apply(photos[Rows(epoch, step)[i]].Pixels, 16, 20, planes, width, height, new RandomSource(0));
                    Assert.Equal(planes, batch.Data.Slice(i * planes.Length, planes.Length));
                }
            }
        }
    }

    [Fact]
    public void Take_InOrderOrFromAnyStep_OneThreadOrTwo_GivesTheSameBits()
    {
        var inOrder = All(order: null);
        int[] backwards = [5, 4, 3, 2, 1, 0];
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = 1;
            Assert.Equal(inOrder, All(backwards));
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }

        Assert.NotEqual(inOrder[0], inOrder[1]);
    }

    [Fact]
    public void Take_AnotherSeedOrEpoch_AugmentsAnew()
    {
        var schedule = new PhotoSchedule(2, 1, (_, _) => [0, 0], _ => (16, 20));
        using var one = new PhotoBatches(photos, schedule, Augmentation.Default, seed: 1);
        using var two = new PhotoBatches(photos, schedule, Augmentation.Default, seed: 2);

        using var first = one.Take(0, 0);
        using var second = one.Take(1, 0);
        using var other = two.Take(0, 0);

        Assert.NotEqual(first.Data.ToArray(), second.Data.ToArray());
        Assert.NotEqual(first.Data.ToArray(), other.Data.ToArray());
        Assert.NotEqual(first.Data[..960].ToArray(), first.Data[960..].ToArray()); // the same photo in two places of a batch
    }

    [Fact]
    public void Take_InsideAScope_BelongsToIt()
    {
        using var batches = new PhotoBatches(photos, new PhotoSchedule(1, 1, Rows, Size), Augmentation.None, seed: 1);
        Tensor batch;
        using (Scope.Begin())
            batch = batches.Take(0, 0);

        Assert.Throws<ObjectDisposedException>(() => batch.Data.Length);
    }

    [Fact]
    public void Take_PhotoThatIsNotThere_FailsWhereTheBatchIsTaken()
    {
        var schedule = new PhotoSchedule(1, 3, (_, step) => [step == 1 ? 999 : 0], _ => (16, 20));
        using var batches = new PhotoBatches(photos, schedule, Augmentation.None, seed: 1);

        batches.Take(0, 0).Dispose();
        Assert.Throws<ArgumentOutOfRangeException>(() => batches.Take(0, 1));
        batches.Take(0, 2).Dispose();
    }

    [Fact]
    public void Dispose_BatchInTheMaking_FreesItAndStops()
    {
        var before = BufferPool.RentedBytes;
        var batches = new PhotoBatches(photos, new PhotoSchedule(1, 2, (_, _) => new int[2000], _ => (64, 80)), Augmentation.Default, seed: 1);
        batches.Take(0, 0).Dispose();

        batches.Dispose();

        Assert.Equal(before, BufferPool.RentedBytes);
        Assert.Throws<ObjectDisposedException>(() => batches.Take(0, 1));
    }

    private float[][] All(int[]? order)
    {
        using var batches = new PhotoBatches(photos, Schedule(), Augmentation.Default, seed: 3);
        var all = new float[Epochs * Steps][];
        foreach (var i in order ?? [0, 1, 2, 3, 4, 5])
        {
            using var batch = batches.Take(i / Steps, i % Steps);
            all[i] = batch.Data.ToArray();
        }

        return all;
    }

    private static PhotoSchedule Schedule() => new(Epochs, Steps, Rows, Size);

    private static int[] Rows(int epoch, int step) => RandomStreams.Order(9, epoch, 20)[(step * Batch)..((step + 1) * Batch)];

    private static (int Width, int Height) Size(int epoch) => epoch == 0 ? (12, 15) : (16, 20);
}
