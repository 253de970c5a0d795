namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>One combination of the factors.</summary>
internal sealed record ExportCase(ShopSystem System, TextKind Text, LineEnd LineEnd, PhotoForm Photos, Packing Packing, Defect Defect)
{
    /// <summary>Of 18,900 combinations; each is an import.</summary>
    private const int Sampled = 2100;

    /// <summary>The same ones each time, over all factors alike.</summary>
    public static IReadOnlyList<ExportCase> Sample { get; } = Draw();

    public override string ToString() => $"{System.Name} {Text} {LineEnd} {Photos} {Packing} {Defect}";

    /// <summary>The levels, each with the factor that it is of.</summary>
    public IEnumerable<(string Factor, string Level)> Levels =>
    [
        (nameof(System), System.Name), (nameof(Text), $"{Text}"), (nameof(LineEnd), $"{LineEnd}"), (nameof(Photos), $"{Photos}"), (nameof(Packing), $"{Packing}"),
        (nameof(Defect), $"{Defect}"),
    ];

    private static ExportCase[] Draw()
    {
        ExportCase[] all =
        [
            .. from system in ShopSystem.All
               from text in Enum.GetValues<TextKind>()
               from lineEnd in Enum.GetValues<LineEnd>()
               from photos in Enum.GetValues<PhotoForm>()
               from packing in Enum.GetValues<Packing>()
               from defect in Enum.GetValues<Defect>()
               select new ExportCase(system, text, lineEnd, photos, packing, defect),
        ];
        new Random(14).Shuffle(all);
        return all[..Sampled];
    }
}
