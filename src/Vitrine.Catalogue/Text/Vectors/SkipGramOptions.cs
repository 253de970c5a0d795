namespace Vitrine.Catalogue.Text;

/// <summary>How word vectors are trained. Defaults are word2vec's, with more epochs because a catalogue's titles are few and short.</summary>
public sealed record SkipGramOptions
{
    /// <summary>Length of a vector.</summary>
    public int Dimensions { get; init; } = 64;

    /// <summary>Largest distance, in words, between a word and the neighbour it predicts; each time 1 to this, at random.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Random words set against each true neighbour.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Passes over the texts.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Rarer words get no vector.</summary>
    public int MinimumCount { get; init; } = 2;

    /// <summary>Step at the start; it falls linearly to a ten-thousandth of this.</summary>
    public float LearningRate { get; init; } = 0.025f;

    /// <summary>Words of a higher share of the text are dropped at random (Mikolov et al., equation 5); 0 drops none.</summary>
    public double Subsampling { get; init; } = 1e-3;

    /// <summary>Fixes every random choice.</summary>
    public ulong Seed { get; init; } = 1;

    internal void Validate()
    {
        Require(Dimensions, nameof(Dimensions), 1, 4096);
        Require(Window, nameof(Window), 1, 1000);
        Require(Negatives, nameof(Negatives), 1, 1000);
        Require(Epochs, nameof(Epochs), 1, 10_000);
        Require(MinimumCount, nameof(MinimumCount), 1, int.MaxValue);
        if (!(LearningRate > 0 && LearningRate <= 1))
            throw new UsageException($"The learning rate of word vectors is {LearningRate}; expected more than 0 and at most 1.");
        if (!(Subsampling >= 0 && Subsampling <= 1))
            throw new UsageException($"The subsampling of word vectors is {Subsampling}; expected 0 to 1.");
    }

    private static void Require(int value, string name, int least, int most)
    {
        if (value < least || value > most)
            throw new UsageException($"{name} of the word vectors is {value}; expected {least} to {most}.");
    }
}
