namespace Vitrine.Onnx.Tokenizers;

/// <summary>Turns texts into the token ids of a published text encoder, as the encoder's own tokeniser does.</summary>
/// <remarks>
/// Reads the files of the hub's layout: <c>tokenizer.json</c> (BPE, WordPiece, Unigram and their normalisers), else <c>vocab.txt</c> (BERT), else <c>vocab.json</c>
/// with <c>merges.txt</c> (CLIP, GPT-2, RoBERTa), else <c>spiece.model</c> (SentencePiece); beside them <c>tokenizer_config.json</c>. Safe for many threads.
/// </remarks>
public sealed class Tokenizer
{
    private readonly TextPipeline pipeline;

    private Tokenizer(TextPipeline pipeline, TokenizerConfig config)
    {
        this.pipeline = pipeline;
        MaxLength = config.MaxLength ?? pipeline.MaxLength;
        PaddingId = (config.Tokens.TryGetValue("pad_token", out var named) ? pipeline.IdOf(named) : null)
            ?? pipeline.PaddingId ?? pipeline.IdOf("<pad>") ?? pipeline.IdOf("[PAD]");
        PadsStart = config.PadsStart ?? pipeline.PadsStart;
        VocabularySize = pipeline.LargestId + 1;
    }

    /// <summary>
    /// The id that fills a row: that of <c>pad_token</c> in tokenizer_config.json, else that of tokenizer.json's padding, else that of "&lt;pad&gt;" or "[PAD]"; null: none is named.
    /// </summary>
    public int? PaddingId { get; }

    /// <summary>Longest sequence that the files name, special tokens included; null where they name none.</summary>
    public int? MaxLength { get; }

    /// <summary>Rows that an embedding needs for these ids: the largest id + 1.</summary>
    public int VocabularySize { get; }

    /// <summary>Whether padding stands before the text instead of behind it.</summary>
    public bool PadsStart { get; }

    /// <summary>Loads the tokeniser of a folder.</summary>
    /// <exception cref="Catalogue.UsageException">There is no such folder, or no tokeniser in it.</exception>
    /// <exception cref="Catalogue.BadDataException">A file is too large, broken, or asks for a part that is not known.</exception>
    public static Tokenizer Load(string folder)
    {
        var (pipeline, config) = TokenizerFolder.Read(folder);
        return new(pipeline, config);
    }

    /// <summary>
    /// The ids of a text with its special tokens, not padded. A text that is too long loses its end (or its beginning, where the files say so); the special tokens stay.
    /// </summary>
    /// <param name="text">At most 1,048,576 UTF-16 units. Half surrogate pairs count as U+FFFD.</param>
    /// <param name="maxLength">Most ids to return.</param>
    /// <exception cref="Catalogue.UsageException"><paramref name="maxLength"/> cannot hold the special tokens, or the text is too long to be read.</exception>
    /// <exception cref="Catalogue.BadDataException">A pattern of the file takes more than two seconds for one search.</exception>
    public int[] Encode(string text, int maxLength) => pipeline.Encode(text, maxLength);

    /// <summary>Encodes texts one by one and pads them to one length.</summary>
    /// <param name="texts">At least one.</param>
    /// <param name="maxLength">Most ids of a row.</param>
    /// <param name="fills">Whether every row has <paramref name="maxLength"/> ids; else they are as long as the longest text.</param>
    /// <inheritdoc cref="Encode" path="/exception"/>
    public TokenBatch EncodeBatch(IReadOnlyList<string> texts, int maxLength, bool fills = false)
    {
        var rows = new int[texts.Count][];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = Encode(texts[row], maxLength);
        return TokenBatch.Pad(rows, fills ? maxLength : rows.Max(row => row.Length), PaddingId ?? 0, PadsStart);
    }
}
