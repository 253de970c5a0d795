namespace Vitrine.Models.Contract;

/// <summary>What a model gives, and how what it gives is to be compared.</summary>
/// <param name="Method">The method's name on the command line: "hichnet", "cca", ….</param>
public sealed record ModelDescription(string Method)
{
    /// <summary>Bits of each part of the code, coarse layers first; empty: the model gives no codes.</summary>
    public IReadOnlyList<int> CodeBitsPerLayer { get; init; } = [];

    /// <summary>Whether queries say how sure each bit of their code is (<see cref="EncodedQuery.BitWeights"/>).</summary>
    public bool HasBitWeights { get; init; }

    /// <summary>Dimensions of the vectors; 0: the model gives none.</summary>
    public int VectorDimensions { get; init; }

    /// <summary>Whether vectors have unit length, so that their inner product is a cosine.</summary>
    public bool HasUnitVectors { get; init; }

    /// <summary>Whether it sees texts as <see cref="IItemSource.GivenTexts"/>: it is asked by a <see cref="TitlePart"/> then, because words alone say nothing to it.</summary>
    public bool ReadsGivenTexts { get; init; }

    /// <summary>What a shortlist is scored anew by; empty: codes and vectors say all.</summary>
    public IReadOnlyList<PartForm> Parts { get; init; } = [];

    /// <summary>What figures taken with its codes are called: "hichnet-64".</summary>
    public string CodesLabel { get; init; } = Method;

    /// <summary>What figures taken with its vectors are called: "contrastive", "hsl-small".</summary>
    public string VectorsLabel { get; init; } = Method;

    public bool HasCodes => CodeBitsPerLayer.Count > 0;

    public bool HasVectors => VectorDimensions > 0;

    /// <summary>64-bit words of a code.</summary>
    public int CodeWords => (CodeBitsPerLayer.Sum() + 63) / 64;
}
