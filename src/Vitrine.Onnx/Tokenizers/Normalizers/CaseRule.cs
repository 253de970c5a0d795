namespace Vitrine.Onnx.Tokenizers;

/// <summary>What tokenizer_config.json says of letter case and accents, and tokenizer.json perhaps otherwise; null: nothing.</summary>
internal sealed record CaseRule(bool? Lowers = null, bool? StripsAccents = null, bool? SeparatesChinese = null)
{
    /// <summary>Whether the model knows lower case only, whatever tokenizer.json does: SigLIP 2, whose file is Gemma's.</summary>
    internal bool KnowsLowerCaseOnly { get; init; }

    /// <summary>
    /// The normaliser with the rule kept. BERT's takes the configuration's word over the file's own, as published loaders do. Of other files
    /// do_lower_case is not believed: multilingual ones say true and keep capitals.
    /// </summary>
    internal Normalizer Keep(Normalizer normalizer)
    {
        Normalizer[] steps = normalizer is NormalizerSequence sequence ? [.. sequence.Steps] : [normalizer];
        var lowers = steps.Any(step => step is LowercaseNormalizer or BertNormalizer);
        steps = Array.ConvertAll(steps, step => step is BertNormalizer bert ? Keep(bert) : step);
        return new NormalizerSequence(KnowsLowerCaseOnly && !lowers ? [new LowercaseNormalizer(), .. steps] : steps);
    }

    private BertNormalizer Keep(BertNormalizer bert) => new()
    {
        CleansText = bert.CleansText,
        SeparatesChinese = SeparatesChinese ?? bert.SeparatesChinese,
        StripsAccents = StripsAccents ?? bert.StripsAccents,
        Lowers = Lowers ?? bert.Lowers,
    };
}
