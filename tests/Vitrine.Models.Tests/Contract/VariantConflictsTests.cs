using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Hsl;
using Vitrine.Models.Progressive;

namespace Vitrine.Models.Tests.Contract;

/// <summary>Two variants of which the last would win are refused; all others go together.</summary>
public sealed class VariantConflictsTests
{
    // It takes all back that makes representations classes, and what is named beside it is what is tried there.
    private const string OfManySettings = "pair-paths";

    [Fact]
    public void In_PairsOfEachMethod_AreThoseWhoseOrderMatters()
    {
        Check(ContrastiveVariant.Names, ContrastivePreset.Default, ContrastiveVariant.Apply);
        Check(HslVariant.Names, HslPreset.Small, HslVariant.Apply);
        Check(ProgressiveVariant.Names, ProgressivePreset.Default, ProgressiveVariant.Apply);
        Check(FineGrainedVariant.NamesWithLabels, FineGrainedPreset.Default, FineGrainedVariant.Apply);
    }

    [Fact]
    public void Checked_VariantsThatExcludeEachOther_AreRefusedByName()
    {
        var options = Methods.Find("contrastive").Options;
        var error = Assert.Throws<Vitrine.Catalogue.UsageException>(() => options.Checked("contrastive", new TrainingRequest("m") { Variant = "gru+adamw+transformer" }));
        Assert.Contains("'gru' and 'transformer' exclude each other", error.Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<Vitrine.Catalogue.UsageException>(() => options.Checked("contrastive", new TrainingRequest("m") { Variant = "gru+gru" })).Message, StringComparison.Ordinal);
    }

    private static void Check<T>(IEnumerable<string> names, T preset, Func<T, string?, T> apply)
    {
        string[] all = [.. names.Where(name => name != OfManySettings)];
        foreach (var one in all)
        {
            foreach (var other in all.TakeWhile(name => name != one))
            {
                var matters = !Equals(apply(preset, $"{one}+{other}"), apply(preset, $"{other}+{one}"));
                Assert.True(matters == VariantConflicts.In([one, other]) is not null, $"{one}+{other}: the order {(matters ? "matters" : "does not matter")}");
            }
        }
    }
}
