using Vitrine.Models.Contract;

namespace Vitrine.Models.TwoSided;

/// <summary>Collects the encodings of distinct photos batch by batch and deals them out to the items that show them.</summary>
/// <param name="forms">The model's parts.</param>
/// <param name="width">Numbers of a representation.</param>
/// <param name="photos">How many there will be.</param>
internal sealed class PhotoCollector(IReadOnlyList<PartForm> forms, int width, int photos)
{
    private readonly float[] representations = new float[photos * width];
    private readonly float[][] parts = [.. forms.Select(form => new float[photos * form.VectorsPerItem * form.Dimensions])];
    private int[]? counts;

    public void Set(int start, PhotoBatch batch)
    {
        batch.Vectors.Data.CopyTo(representations.AsSpan(start * width));
        for (var part = 0; part < parts.Length; part++)
        {
            // A batch may be padded to fewer vectors than the model allows.
            var (own, full) = ((int)batch.Parts![part].Length / batch.Vectors.Shape[0], parts[part].Length / Math.Max(1, photos));
            for (var i = 0; i < batch.Vectors.Shape[0]; i++)
                batch.Parts[part].Data.Slice(i * own, own).CopyTo(parts[part].AsSpan((start + i) * full));
        }

        batch.Counts?.CopyTo(counts ??= new int[photos], start);
    }

    /// <summary>[places × width]</summary>
    public float[] Representations(int[] places) => Deal(representations, width, places);

    public ItemParts? Parts(int[] places) => parts.Length == 0
        ? null
        : new ItemParts(places.Length, [.. parts.Select((part, number) => Deal(part, forms[number].VectorsPerItem * forms[number].Dimensions, places))],
            counts is null ? null : Array.ConvertAll(places, place => counts[place]));

    private static float[] Deal(float[] rows, int width, int[] places)
    {
        var dealt = new float[places.Length * width];
        for (var i = 0; i < places.Length; i++)
            rows.AsSpan(places[i] * width, width).CopyTo(dealt.AsSpan(i * width));
        return dealt;
    }
}
