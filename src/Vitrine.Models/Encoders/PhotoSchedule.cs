namespace Vitrine.Models.Encoders;

/// <summary>Which photos a training sees when. The functions must depend on their arguments alone: a training may begin anywhere.</summary>
/// <param name="Epochs">Passes.</param>
/// <param name="StepsPerEpoch">Batches of a pass.</param>
/// <param name="Rows">(epoch, step, both from 0) → the batch's rows of the store.</param>
/// <param name="Size">epoch → columns and rows of its pictures; small ones in the first epochs save time.</param>
public sealed record PhotoSchedule(int Epochs, int StepsPerEpoch, Func<int, int, int[]> Rows, Func<int, (int Width, int Height)> Size);
