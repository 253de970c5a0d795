using Vitrine.Catalogue;

namespace Vitrine.Search.Signals;

/// <summary>Notes in a file that says what it was made from: the products and a model's weights. What was made from others is made anew.</summary>
internal static class MadeFrom
{
    public static Dictionary<string, string> Now(CatalogueStore store, string modelName)
    {
        var notes = new Dictionary<string, string>();
        Provenance.Of(store, modelName).WriteTo(notes);
        return notes;
    }

    /// <summary>Of the products alone.</summary>
    public static Dictionary<string, string> Now(CatalogueStore store)
    {
        var notes = new Dictionary<string, string>();
        new Provenance($"{store.DataHash}/{store.RowsHash}", "").WriteTo(notes);
        return notes;
    }

    /// <summary>Whether notes are of the products and weights of now.</summary>
    public static bool IsNow(IReadOnlyDictionary<string, string> notes, CatalogueStore store, string modelName) => Say(notes, Now(store, modelName));

    /// <summary>Whether notes say all that others say.</summary>
    public static bool Say(IReadOnlyDictionary<string, string> notes, IReadOnlyDictionary<string, string> wanted) => wanted.All(note => notes.GetValueOrDefault(note.Key) == note.Value);
}
