namespace Vitrine.Client.Answers;

/// <summary>A product that was found.</summary>
/// <param name="Id">The shop's own id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Names from coarse to fine.</param>
public sealed record Hit(string Id, string Title, IReadOnlyList<string> Category)
{
    /// <summary>That it is what was asked for, 0 to 1; of searches by words, else null.</summary>
    public double? Probability { get; init; }

    /// <summary>Inner product of vectors; of searches by pictures, else null.</summary>
    public double? Score { get; init; }

    /// <summary>Bits of codes that differ; of searches by pictures, else null.</summary>
    public int? Distance { get; init; }

    /// <summary>False for what is less probable than 19 in 20 of the right ones.</summary>
    public bool IsLikely { get; init; }

    /// <summary>Attribute name to its values.</summary>
    public IReadOnlyDictionary<string, Texts> Attributes { get; init; } = new Dictionary<string, Texts>();

    /// <summary>Name to number, such as "price".</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>The path of its main photo below the server's address; null where it has none.</summary>
    public string? Image { get; init; }

    /// <summary>What each signal adds to the log-odds; null where no explanation was asked for.</summary>
    public IReadOnlyList<Share>? Shares { get; init; }

    /// <summary>What makes up its likeness to pictures that were asked for; null where no explanation was asked for.</summary>
    public Explanation? Explanation { get; init; }
}

/// <summary>What one signal says of a hit.</summary>
/// <param name="Signal">Its name: "words", "photo".</param>
/// <param name="LogOdds">What it adds.</param>
public sealed record Share(string Signal, double LogOdds);
