using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Training;

namespace Vitrine.Models.Encoders;

/// <summary>
/// Augmented photos for a training, batch by batch: while one is trained on, another thread prepares the next. The chance of each photo comes from
/// seed, epoch, step and its place in the batch, so neither threads nor a restart change a bit. For one consumer.
/// </summary>
/// <param name="photos">Where the pixels are; must outlive this object.</param>
/// <param name="schedule">Which photos and when.</param>
/// <param name="augmentation">What happens to each.</param>
/// <param name="seed">Of the training.</param>
public sealed class PhotoBatches(IPhotoRows photos, PhotoSchedule schedule, Augmentation augmentation, ulong seed) : IDisposable
{
    private Preparation? next;
    private bool isDisposed;

    /// <summary>The batch of a step, and the start of work on the one after it. Any step may be asked for; in their order they are ready at once.</summary>
    /// <param name="epoch">0-based.</param>
    /// <param name="step">0-based step of the epoch.</param>
    /// <returns>[batch, 3, height, width]; belongs to the open scope, else to the caller.</returns>
    public Tensor Take(int epoch, int step)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (next is not { } ready || ready.Epoch != epoch || ready.Step != step)
        {
            next?.Dispose();
            ready = Prepare(epoch, step);
        }

        next = null;
        using (ready)
        {
            var batch = ready.Wait();
            if (step + 1 < schedule.StepsPerEpoch)
                next = Prepare(epoch, step + 1);
            else if (epoch + 1 < schedule.Epochs)
                next = Prepare(epoch + 1, 0);

            // Made on another thread, where no scope was open: a view of it belongs to this thread's.
            return batch.View(batch.Shape);
        }
    }

    /// <summary>Ends the work on the next batch and waits for its thread.</summary>
    public void Dispose()
    {
        isDisposed = true;
        next?.Dispose();
        next = null;
    }

    // The schedule is asked here, on the consumer's thread, so that it need not be safe for two.
    private Preparation Prepare(int epoch, int step)
    {
        var rows = schedule.Rows(epoch, step);
        var (width, height) = schedule.Size(epoch);
        return new Preparation(epoch, step, cancellation => Augment(rows, width, height, StepSeed(epoch, step), cancellation));
    }

    private ulong StepSeed(int epoch, int step) => RandomStreams.For(seed, "augmentation", epoch, step).NextBits();

    private Tensor Augment(int[] rows, int width, int height, ulong stepSeed, CancellationToken cancellation)
    {
        var batch = Tensor.Empty([rows.Length, 3, height, width]);
        try
        {
            var length = 3 * height * width;
            for (var i = 0; i < rows.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var photo = photos[rows[i]];
                augmentation.Apply(photo.Pixels, photo.Width, photo.Height, batch.Data.Slice(i * length, length), width, height,
                    RandomStreams.For(stepSeed, "photo", step: i));
            }

            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    /// <summary>A batch in the making.</summary>
    private sealed class Preparation : IDisposable
    {
        private readonly CancellationTokenSource cancellation = new();
        private readonly Task<Tensor> work;

        public Preparation(int epoch, int step, Func<CancellationToken, Tensor> prepare)
        {
            (Epoch, Step) = (epoch, step);
            work = Task.Run(() => prepare(cancellation.Token));
        }

        public int Epoch { get; }

        public int Step { get; }

        /// <summary>The batch, this object's own; what went wrong on the other thread is thrown here.</summary>
        public Tensor Wait() => work.GetAwaiter().GetResult();

        /// <summary>Stops the work, waits until it has ended, and lets go of the batch. A failure that nobody waited for concerns nobody.</summary>
        public void Dispose()
        {
            cancellation.Cancel();
            ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
            if (work.IsCompletedSuccessfully)
                work.Result.Dispose();
            cancellation.Dispose();
        }
    }
}
