namespace Vitrine.Models.Contract;

/// <summary>How much of a published network learns on a shop's own data.</summary>
public enum FineTuning
{
    /// <summary>Nothing of it, only what is put on top.</summary>
    Frozen,

    /// <summary>The last sixth of its layers, at least one, and what follows them; the layers before see nothing of the shop.</summary>
    Last,

    /// <summary>All of it.</summary>
    All,
}
