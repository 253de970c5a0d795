using System.Globalization;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Contrastive;

/// <summary>
/// The vectors of the last batches as further wrong answers (Wang et al., "Cross-batch memory for embedding learning", CVPR 2020): towers move little from step to step,
/// so old vectors are nearly as good as new ones, and cost nothing to compute. A ring: the newest batch replaces the oldest.
/// </summary>
internal sealed class CrossBatchMemory : IDisposable
{
    private const string Prefix = "memory.";

    private readonly Tensor images;
    private readonly Tensor texts;
    private readonly int[] groups;
    private int count;
    private int next;

    /// <param name="size">Pairs that are remembered.</param>
    /// <param name="dimensions">Of a vector.</param>
    public CrossBatchMemory(int size, int dimensions)
    {
        images = Tensor.Empty([size, dimensions]);
        texts = Tensor.Empty([size, dimensions]);
        images.Data.Clear();
        texts.Data.Clear();
        groups = new int[size];
    }

    /// <summary>
    /// The contrastive loss of a batch, its own pairs and those remembered as wrong answers: ½(CE text→image + CE image→text), pairs of one group not counted as
    /// wrong answers for each other. Nothing flows back into what is remembered.
    /// </summary>
    /// <param name="batchImages">[batch, dimensions], of unit length.</param>
    /// <param name="batchTexts">[batch, dimensions], of unit length.</param>
    /// <param name="scale">What cosines are multiplied by. [1]</param>
    /// <param name="batchGroups">A number per pair.</param>
    public Tensor Loss(Tensor batchImages, Tensor batchTexts, Tensor scale, int[] batchGroups)
    {
        var mask = Mask(batchGroups);
        int[] right = [.. Enumerable.Range(0, batchGroups.Length)];
        return 0.5f * (Direction(batchTexts, batchImages, images) + Direction(batchImages, batchTexts, texts));

        Tensor Direction(Tensor queries, Tensor answers, Tensor remembered)
        {
            var old = Tensor.From(remembered.Data[..(count * remembered.Shape[1])], [count, remembered.Shape[1]]);
            return (queries.MatMul(Operations.Concat([answers, old]), transposeB: true) * scale + mask).CrossEntropy(right);
        }
    }

    /// <summary>Remembers a batch.</summary>
    public void Add(Tensor batchImages, Tensor batchTexts, int[] batchGroups)
    {
        var width = images.Shape[1];
        for (var i = 0; i < batchGroups.Length; i++)
        {
            batchImages.Data.Slice(i * width, width).CopyTo(images.Data[(next * width)..]);
            batchTexts.Data.Slice(i * width, width).CopyTo(texts.Data[(next * width)..]);
            groups[next] = batchGroups[i];
            next = (next + 1) % groups.Length;
            count = Math.Min(count + 1, groups.Length);
        }
    }

    /// <summary>Adds what is remembered to a checkpoint.</summary>
    public void SaveState(SafeTensorsWriter file)
    {
        file.Add(Prefix + "images", images);
        file.Add(Prefix + "texts", texts);
        file.Metadata[Prefix + "groups"] = string.Join(' ', groups);
        file.Metadata[Prefix + "state"] = string.Create(CultureInfo.InvariantCulture, $"{count} {next}");
    }

    /// <summary>Takes it back.</summary>
    public void LoadState(SafeTensors file)
    {
        file.CopyTo(Prefix + "images", images.Data);
        file.CopyTo(Prefix + "texts", texts.Data);
        int[] kept = Numbers("groups");
        int[] state = Numbers("state");
        if (kept.Length != groups.Length || state is not [var filled and >= 0, var place and >= 0] || filled > groups.Length || place >= groups.Length)
            throw new SafeTensorsException($"{file.Path} remembers other batches; it is no checkpoint of this training.");
        kept.CopyTo(groups, 0);
        (count, next) = (filled, place);

        int[] Numbers(string name) =>
            [.. (file.Metadata.GetValueOrDefault(Prefix + name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        images.Dispose();
        texts.Dispose();
    }

    // −1e9 where a pair of the same group stands that is not the query's own.
    private Tensor Mask(int[] batchGroups)
    {
        var columns = batchGroups.Length + count;
        var mask = Tensor.Zeros([batchGroups.Length, columns]);
        for (var row = 0; row < batchGroups.Length; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var group = column < batchGroups.Length ? batchGroups[column] : groups[column - batchGroups.Length];
                if (column != row && group == batchGroups[row])
                    mask.Data[row * columns + column] = -1e9f;
            }
        }

        return mask;
    }
}
