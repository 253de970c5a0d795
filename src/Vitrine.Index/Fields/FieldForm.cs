namespace Vitrine.Index;

/// <summary>A field that items may have, to filter, sort and count by.</summary>
/// <param name="Name">Unique in the index, 1…100 characters.</param>
/// <param name="Kind">What it holds.</param>
public sealed record FieldForm(string Name, FieldKind Kind)
{
    /// <summary>True when an item may have several values.</summary>
    internal bool IsList => Kind == FieldKind.Keywords;

    /// <summary>True when values are texts; else they are of 8 bytes each.</summary>
    internal bool IsText => Kind is FieldKind.Keyword or FieldKind.Keywords or FieldKind.Path;

    /// <summary>What it holds, in words, for messages.</summary>
    internal string Holds => Kind switch
    {
        FieldKind.Keyword => "a text",
        FieldKind.Keywords => "texts",
        FieldKind.Number => "a number",
        FieldKind.Date => "a date",
        _ => "a path",
    };

    internal void Check()
    {
        if (Name.Length is < 1 or > 100)
            throw new ArgumentException($"A field's name of {Name.Length} characters; expected 1…100.");
        if (!Enum.IsDefined(Kind))
            throw new ArgumentException($"The field '{Name}' is of the unknown kind {Kind}.");
    }
}
