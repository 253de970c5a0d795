namespace Vitrine.Onnx.Tokenizers;

/// <summary>What tokenizer_config.json says of letter case and accents, and tokenizer.json perhaps otherwise; null: nothing.</summary>
internal sealed record CaseRule(bool? Lowers, bool? StripsAccents, bool? SeparatesChinese)
{
    /// <summary>
    /// The normaliser with the rule kept. BERT's takes the configuration's word over the file's own, as published loaders do; any other that does not lower
    /// the text though the model wants it lowered (SigLIP 2's, whose file is Gemma's) lowers it first.
    /// </summary>
    internal Normalizer Keep(Normalizer normalizer)
    {
        Normalizer[] steps = normalizer is NormalizerSequence sequence ? [.. sequence.Steps] : [normalizer];
        var lowers = steps.Any(step => step is LowercaseNormalizer or BertNormalizer);
        steps = Array.ConvertAll(steps, step => step is BertNormalizer bert ? Keep(bert) : step);
        return new NormalizerSequence(Lowers == true && !lowers ? [new LowercaseNormalizer(), .. steps] : steps);
    }

    private BertNormalizer Keep(BertNormalizer bert) => new()
    {
        CleansText = bert.CleansText,
        SeparatesChinese = SeparatesChinese ?? bert.SeparatesChinese,
        StripsAccents = StripsAccents ?? bert.StripsAccents,
        Lowers = Lowers ?? bert.Lowers,
    };
}
