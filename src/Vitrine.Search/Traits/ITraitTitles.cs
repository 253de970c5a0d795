using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>What products are called, as far as it tells how the names of traits are meant.</summary>
internal interface ITraitTitles
{
    /// <summary>The products that have all words of a name.</summary>
    RowSet RowsWith(string name);

    /// <summary>What a word that is made of two is a kind of, the most special first: an "Ecksofa" a "sofa".</summary>
    IEnumerable<string> HeadsOf(string word);

    /// <summary>Whether several titles write two words side by side.</summary>
    bool HavePair(string one, string next);
}
