using System.Collections.Concurrent;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// CLIP's tokeniser (Radford et al., ICML 2021): lower case, words by pattern, byte-level byte-pair encoding with an end-of-word mark.
/// Reads the files of the Hugging Face layout.
/// </summary>
/// <remarks>
/// Text is normalised to form C and lowered by Unicode's full mapping, both as the published tokenisers do. HTML entities are not
/// unescaped and mis-decoded text is not repaired: OpenAI's script does both, Hugging Face's tokeniser neither. Safe for many threads.
/// </remarks>
public sealed class ClipTokenizer
{
    // Words follow Zipf's law, so a bounded cache without eviction answers almost every look-up.
    private const int MostCachedWords = 1 << 16;
    private const int LongestCachedWord = 48;

    private readonly BytePairMerger merger;
    private readonly string start, end;
    private readonly ConcurrentDictionary<string, int[]> cache = new();
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> cached;
    private int cachedWords;

    private ClipTokenizer(BytePairMerger merger, ClipTokenizerConfig config, Func<string, int> id, int vocabularySize)
    {
        this.merger = merger;
        (start, end) = (config.Start, config.End);
        (StartId, EndId, PaddingId) = (id(config.Start), id(config.End), id(config.Padding));
        (ContextLength, VocabularySize) = (config.ContextLength, vocabularySize);
        cached = cache.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Token before every text; 49406 in the published vocabulary.</summary>
    public int StartId { get; }

    /// <summary>Token after every text; 49407 in the published vocabulary.</summary>
    public int EndId { get; }

    /// <summary>Token that fills a text up to the context length: <c>pad_token</c> of the configuration, else the end token.</summary>
    public int PaddingId { get; }

    /// <summary>Longest sequence of the model, start and end included; 77 unless <c>tokenizer_config.json</c> says otherwise.</summary>
    public int ContextLength { get; }

    /// <summary>Rows that an embedding needs for these ids: the largest id + 1.</summary>
    public int VocabularySize { get; }

    /// <summary>Loads <c>vocab.json</c>, <c>merges.txt</c> and, where there is one, <c>tokenizer_config.json</c> of a folder.</summary>
    /// <exception cref="UsageException">A file is missing.</exception>
    /// <exception cref="BadDataException">A file is too large, broken, or does not fit the others.</exception>
    public static ClipTokenizer Load(string folder)
    {
        var config = ClipTokenizerConfig.Read(Path.Combine(folder, "tokenizer_config.json"));
        var vocabularyPath = Path.Combine(folder, "vocab.json");
        var vocabulary = BytePairFiles.ReadVocabulary(vocabularyPath);
        var merges = BytePairFiles.ReadMerges(Path.Combine(folder, "merges.txt"), vocabulary);

        // The published vocabulary has all 512 byte symbols; in a smaller one a missing byte is the unknown token.
        var unknown = Id(config.Unknown);
        var (bytes, lastBytes) = (new int[256], new int[256]);
        for (var value = 0; value < 256; value++)
        {
            var symbol = ByteAlphabet.Character((byte)value).ToString();
            bytes[value] = vocabulary.GetValueOrDefault(symbol, unknown);
            lastBytes[value] = vocabulary.GetValueOrDefault(symbol + "</w>", unknown);
        }

        return new(new(bytes, lastBytes, merges), config, Id, vocabulary.Values.Max() + 1);

        int Id(string token) => vocabulary.TryGetValue(token, out var id) ? id
            : throw new BadDataException(vocabularyPath, null, null, $"no token '{token}'", "the start, end and padding token",
                "Take vocab.json and tokenizer_config.json from the same model.");
    }

    /// <summary>Start token, the text's tokens, end token: neither cut nor filled.</summary>
    public int[] Tokenize(string text)
    {
        var ids = new List<int> { StartId };
        var words = Words(text);
        while (words.MoveNext())
            ids.AddRange(WordIds(words.Current));
        ids.Add(EndId);
        return [.. ids];
    }

    /// <summary>
    /// Writes the tokens of a text into <paramref name="ids"/>, whose length is the context: start, tokens, end, padding. A text that is
    /// too long loses its tail; the end token stays.
    /// </summary>
    /// <returns>The number of ids before the padding.</returns>
    public int Encode(string text, Span<int> ids)
    {
        if (ids.Length < 2)
            throw new ArgumentException($"A context of {ids.Length} cannot hold the start and the end token.", nameof(ids));

        ids[0] = StartId;
        var count = 1;
        var words = Words(text);
        while (count < ids.Length - 1 && words.MoveNext())
        {
            var word = WordIds(words.Current);
            var kept = Math.Min(word.Length, ids.Length - 1 - count);
            word.AsSpan(0, kept).CopyTo(ids[count..]);
            count += kept;
        }

        ids[count++] = EndId;
        ids[count..].Fill(PaddingId);
        return count;
    }

    /// <summary>Encodes texts at the model's context length.</summary>
    /// <returns>Row-major [texts, <see cref="ContextLength"/>].</returns>
    public int[] EncodeBatch(IReadOnlyList<string> texts)
    {
        var ids = new int[texts.Count * ContextLength];
        for (var row = 0; row < texts.Count; row++)
            Encode(texts[row], ids.AsSpan(row * ContextLength, ContextLength));
        return ids;
    }

    private ClipWords Words(string text) => new(LowerCase.Of(CanonicalComposition.Compose(text)), start, end);

    private int[] WordIds(ReadOnlySpan<char> word)
    {
        if (cached.TryGetValue(word, out var ids))
            return ids;

        ids = word.SequenceEqual(start) ? [StartId] : word.SequenceEqual(end) ? [EndId] : merger.Encode(word);
        if (word.Length <= LongestCachedWord && Volatile.Read(ref cachedWords) < MostCachedWords && cached.TryAdd(word, ids))
            Interlocked.Increment(ref cachedWords);
        return ids;
    }
}
