namespace Vitrine.Workbench.Recipe;

/// <summary>How a shop model is trained.</summary>
public sealed record ShopTrainingOptions
{
    /// <summary>What the whole may take on this machine, indexing included. Null: what a shop of its size is worth, less than a minute for the smallest and 20 from some 13,000 products on.</summary>
    public double? Minutes { get; init; }

    /// <summary>Passes over the training products by the towers, instead of as many as the minutes allow: the same number gives the same bits on any machine, so nothing is tried then that a machine's time would decide about. Null: as many.</summary>
    public int? Epochs { get; init; }

    /// <summary>Of everything random. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>As for <see cref="Models.Contract.TrainingRequest.ImageEncoder"/>; null: a network that learns from nothing.</summary>
    public string? ImageEncoder { get; init; }

    /// <summary>As for <see cref="Models.Contract.TrainingRequest.TextEncoder"/>; null: the shop's own words.</summary>
    public string? TextEncoder { get; init; }
}
