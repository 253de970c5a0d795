namespace Vitrine.Models.Contract;

/// <summary>What somebody looks for: parts that are weighed against each other.</summary>
/// <param name="Parts">At least one.</param>
public sealed record Query(params IReadOnlyList<QueryPart> Parts)
{
    /// <summary>By words.</summary>
    public static Query Words(string text) => new(new TextPart(text));

    /// <summary>By a picture file.</summary>
    public static Query Picture(byte[] file) => new(new PicturePart(file));

    /// <summary>By the photo of an item.</summary>
    public static Query Like(IItemSource source, int item) => new(new ItemPart(source, item));

    /// <summary>A picture and words that say what to change: "this, in navy blue".</summary>
    /// <param name="reference">Where to start from: a <see cref="PicturePart"/> or an <see cref="ItemPart"/>.</param>
    /// <param name="change">The words.</param>
    public static Query Changed(QueryPart reference, string change) => new(new ChangePart(reference, change));
}

/// <summary>A part of a query.</summary>
public abstract record QueryPart
{
    /// <summary>How much it counts beside the others; negative: less of this. Default 1.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>What an explanation calls it.</summary>
    public abstract string Label { get; }
}

/// <summary>Words, as a customer types them.</summary>
public sealed record TextPart(string Text) : QueryPart
{
    public override string Label => $"\"{Text}\"";
}

/// <summary>The bytes of a JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF file.</summary>
public sealed record PicturePart(byte[] File) : QueryPart
{
    public override string Label => "picture";
}

/// <summary>The photo of an item, whose features may be known already.</summary>
public sealed record ItemPart(IItemSource Source, int Item) : QueryPart
{
    public override string Label => "photo";
}

/// <summary>The words of an item as a model sees them that reads what the source brings for them (<see cref="ModelDescription.ReadsGivenTexts"/>).</summary>
public sealed record TitlePart(IItemSource Source, int Item) : QueryPart
{
    public override string Label => "title";
}

/// <summary>Something, changed as words say. A model that has not learned to change things takes half of each.</summary>
/// <param name="Reference">A <see cref="PicturePart"/> or an <see cref="ItemPart"/>.</param>
/// <param name="Change">The words.</param>
public sealed record ChangePart(QueryPart Reference, string Change) : QueryPart
{
    /// <summary>How much the reference counts beside the words, 0 … 1; null: as the model sees fit.</summary>
    public float? ImageWeight { get; init; }

    public override string Label => $"{Reference.Label}, \"{Change}\"";
}
