using Microsoft.Extensions.VectorData.ProviderServices;
using Vitrine.Index;
using Vitrine.VectorData.Values;

namespace Vitrine.VectorData.Definition;

/// <summary>A collection's records in the words of the index: which schema they need, and which of their properties is which field.</summary>
internal sealed class RecordForm
{
    /// <summary>The field that says where the whole record stands. No property is called so.</summary>
    public const string Place = "$record";

    private const string DistanceProperty = "distance";

    private readonly HashSet<PropertyModel> indexed;

    /// <exception cref="NotSupportedException">The records are such that an index cannot hold them.</exception>
    public RecordForm(CollectionModel model)
    {
        Model = model;
        var vectors = model.VectorProperties.Select(property => new VectorForm(property)).ToArray();
        Vectors = vectors;
        if (vectors.Count(vector => !vector.IsBits) > 1 || vectors.Count(vector => vector.IsBits) > 1)
        {
            throw new NotSupportedException($"A record has the vectors {string.Join(", ", vectors.Select(vector => $"'{vector.Property.ModelName}'"))}; "
                + "an index holds one of numbers and one of bits. Keep the others in a collection of their own.");
        }

        Properties = [model.KeyProperty, .. model.DataProperties.Where(property => property.IsIndexed)];
        indexed = [.. Properties];
        Schema = new IndexSchema(Bits is null ? [] : [Bits.Dimensions], Numbers?.Dimensions ?? 0, Numbers?.Format ?? VectorFormat.Float32)
        {
            Fields = [.. Properties.Select(property => new FieldForm(property.StorageName, KindOf(property))), new FieldForm(Place, FieldKind.Number)],
        };
    }

    /// <summary>The properties.</summary>
    public CollectionModel Model { get; }

    /// <summary>The properties that are fields of the index: the key, then the data that is indexed.</summary>
    public IReadOnlyList<PropertyModel> Properties { get; }

    /// <summary>The vectors in the order of the model.</summary>
    public IReadOnlyList<VectorForm> Vectors { get; }

    /// <summary>The vector of numbers; null without.</summary>
    public VectorForm? Numbers => Vectors.FirstOrDefault(vector => !vector.IsBits);

    /// <summary>The code of bits; null without.</summary>
    public VectorForm? Bits => Vectors.FirstOrDefault(vector => vector.IsBits);

    /// <summary>What the index holds.</summary>
    public IndexSchema Schema { get; }

    /// <summary>What stands beside the schema in the index, because vectors are kept accordingly.</summary>
    public IReadOnlyDictionary<string, string> Notes => new Dictionary<string, string> { [DistanceProperty] = Numbers?.Distance ?? "" };

    /// <summary>The form of a vector property.</summary>
    public VectorForm FormOf(VectorPropertyModel property) => Vectors.First(vector => vector.Property == property);

    /// <summary>The kind of field that a property is.</summary>
    /// <exception cref="NotSupportedException">It cannot be one, or is not indexed.</exception>
    public FieldKind FieldOf(PropertyModel property) => indexed.Contains(property)
        ? KindOf(property)
        : throw new NotSupportedException($"The property '{property.ModelName}' is no field of the index; only the key and data properties with IsIndexed are filtered and sorted by.");

    /// <summary>Sees that an index holds such records.</summary>
    /// <exception cref="InvalidOperationException">It holds others.</exception>
    public void Check(IndexSchema schema, IReadOnlyDictionary<string, string> notes)
    {
        if (schema != Schema)
            throw new InvalidOperationException($"The collection holds {schema}; its records as they are defined now have {Schema}. Delete the collection, or define its records as they were.");
        if (notes.GetValueOrDefault(DistanceProperty) != Notes[DistanceProperty])
            throw new InvalidOperationException($"The collection's vectors are kept for {notes.GetValueOrDefault(DistanceProperty)}; they are to be compared by {Notes[DistanceProperty]} now. Delete the collection, or define its records as they were.");
    }

    // A whole number of 64 bits is an exact id, but no exact float64: such keys are compared as texts, and have no order.
    private static FieldKind KindOf(PropertyModel property) => property is KeyPropertyModel
        ? property.Type == typeof(int) ? FieldKind.Number : FieldKind.Keyword
        : FieldValues.KindOf(property.Type)
            ?? throw new NotSupportedException($"The property '{property.ModelName}' is of the type {property.Type.Name}, which no field of an index holds; leave it without IsIndexed.");
}
