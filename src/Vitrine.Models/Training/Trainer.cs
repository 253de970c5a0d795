using System.Diagnostics;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Training;

/// <summary>Runs a training to its end, whatever the method: order, progress, checkpoints, cancellation, resuming.</summary>
public static class Trainer
{
    // Writing to the disk costs about 0.1 s: epochs shorter than this are not worth a checkpoint each.
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(3);

    // Rates from the last seconds follow a machine that gets busy; from single steps they would flicker.
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Trains and writes the model and a checkpoint after each epoch (after some, where epochs are short). Cancelled, it writes both as they are at
    /// the current step and throws; resumed, it ends with the same bits as if it had not been interrupted.
    /// </summary>
    /// <param name="run">The method's steps.</param>
    /// <param name="directory">Where the model goes.</param>
    /// <param name="card">What the model is, complete but for epochs and hash.</param>
    /// <param name="products">What it is trained on; written beside the weights.</param>
    /// <param name="resume">Go on from the checkpoint there.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public static void Run(ITrainingRun run, ModelDirectory directory, ModelCard card, TrainedProducts products, bool resume,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (epoch, step) = resume ? Checkpoint.Read(directory.CheckpointPath, run, card) : (0, 0);
        var rate = new Rate(RateWindow);
        var lastSave = Stopwatch.GetTimestamp();
        for (; epoch < run.Epochs; epoch++, step = 0)
        {
            var (lossSum, lossCount) = (0.0, 0);
            for (; step < run.StepsPerEpoch; step++)
            {
                if (cancellation.IsCancellationRequested)
                {
                    Save(epoch, step);
                    cancellation.ThrowIfCancellationRequested();
                }

                lossSum += Step(run, epoch, step);
                lossCount++;
                var stepsPerSecond = rate.Count();
                var stepsLeft = (long)(run.Epochs - epoch) * run.StepsPerEpoch - step - 1;
                progress?.Report(new TrainingProgress(epoch + 1, run.Epochs, step + 1, run.StepsPerEpoch, (float)(lossSum / lossCount),
                    run.LearningRate, stepsPerSecond * run.ExamplesPerStep, TimeSpan.FromSeconds(stepsLeft / stepsPerSecond)));
            }

            if (epoch + 1 < run.Epochs && Stopwatch.GetElapsedTime(lastSave) > BetweenCheckpoints)
            {
                Save(epoch + 1, 0);
                lastSave = Stopwatch.GetTimestamp();
            }
        }

        Write(run.Epochs);
        File.Delete(directory.CheckpointPath);

        void Save(int nextEpoch, int nextStep)
        {
            Checkpoint.Write(directory.CheckpointPath, run, card, nextEpoch, nextStep);
            Write(nextEpoch);
        }

        void Write(int epochsDone)
        {
            products.Write(directory);
            directory.Write(card with { EpochsDone = epochsDone }, run.Model);
        }
    }

    private static float Step(ITrainingRun run, int epoch, int step)
    {
        try
        {
            return run.Step(epoch, step);
        }
        catch (NonFiniteException e)
        {
            throw new CatalogueException($"The training diverged in epoch {epoch + 1}: {e.Message}", "Choose another preset or seed.", e);
        }
    }

    private sealed class Rate(TimeSpan window)
    {
        private readonly Queue<long> times = new([Stopwatch.GetTimestamp()]);

        /// <summary>Counts one step; returns steps per second over the window.</summary>
        public double Count()
        {
            var now = Stopwatch.GetTimestamp();
            times.Enqueue(now);
            while (times.Count > 2 && Stopwatch.GetElapsedTime(times.Peek(), now) > window)
                times.Dequeue();
            return (times.Count - 1) / Math.Max(Stopwatch.GetElapsedTime(times.Peek(), now).TotalSeconds, 1e-9);
        }
    }
}
