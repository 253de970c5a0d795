using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>What products are called, as far as it tells how the names of traits are meant.</summary>
internal interface ITraitTitles
{
    /// <summary>The products that have all words of a name.</summary>
    RowSet RowsWith(string name);

    /// <summary>The products that are called by all words of a name, or stand in a category that is.</summary>
    RowSet RowsCalled(string name);

    /// <summary>The products whose titles have all words of a name.</summary>
    RowSet RowsTitled(string name);

    /// <summary>In how many titles some word stands right behind "for": things for it.</summary>
    int TitledFor(IEnumerable<string> names);

    /// <summary>Whether a term is made of two of which another is the last: "stehlamp" of "lamp".</summary>
    bool IsKindOf(string compound, string term);

    /// <summary>What a word that is made of two is a kind of, the most special first: an "Ecksofa" a "sofa".</summary>
    IEnumerable<string> HeadsOf(string word);
}
