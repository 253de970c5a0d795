using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Index;

/// <summary>One hash over items with all that an index holds of them, in the order in which they are added.</summary>
/// <param name="schema">Form of the items.</param>
internal sealed class ItemDigest(IndexSchema schema) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] number = new byte[sizeof(long)];

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="keep">What its vector becomes where it is kept; null where it is kept already.</param>
    public void Add(IndexItem item, Func<ReadOnlyMemory<float>, ReadOnlyMemory<float>>? keep)
    {
        Add(item.Id);
        Add(item.Row);
        hash.AppendData(MemoryMarshal.AsBytes(item.Code.Span));
        hash.AppendData(MemoryMarshal.AsBytes((keep?.Invoke(item.Vector) ?? item.Vector).Span));
        for (var part = 0; part < schema.Parts.Count; part++)
        {
            Add(item.Parts[part].Length);
            hash.AppendData(MemoryMarshal.AsBytes((keep is null ? item.Parts[part] : Kept(schema.Parts[part], item.Parts[part])).Span));
        }

        Add(item.Group ?? "");
        foreach (var form in schema.Fields)
        {
            var terms = item.Fields.TryGetValue(form.Name, out var value) ? FieldTerms.OfItem(form, value, "An item") : [];
            Add(terms.Length);
            foreach (var term in terms)
                Add(term);
        }
    }

    /// <summary>The hash over all of them.</summary>
    public string Value() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    /// <summary>Vectors of a row as a form keeps them.</summary>
    internal static float[] Kept(ReadOnlySpan<float> vector, VectorFormat format)
    {
        var row = new byte[vector.Length * sizeof(float)];
        var scale = VectorCodec.Encode(vector, format, row, "an item");
        var kept = new float[vector.Length];
        VectorCodec.Decode(row, scale, format, kept);
        return kept;
    }

    private static ReadOnlyMemory<float> Kept(PartForm form, ReadOnlyMemory<float> vectors)
    {
        var kept = new float[vectors.Length];
        for (var at = 0; at < kept.Length; at += form.Dimensions)
            Kept(vectors.Span.Slice(at, form.Dimensions), form.Format).CopyTo(kept, at);
        return kept;
    }

    private void Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    private void Add(byte[] bytes)
    {
        Add(bytes.Length);
        hash.AppendData(bytes);
    }

    private void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        hash.AppendData(number);
    }
}
