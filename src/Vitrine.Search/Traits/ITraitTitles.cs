using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>What products are called, as far as it tells how the names of traits are meant.</summary>
internal interface ITraitTitles
{
    /// <summary>The products that have all words of a name.</summary>
    RowSet RowsWith(string name);

    /// <summary>Whether several titles write two words side by side.</summary>
    bool HavePair(string one, string next);
}
