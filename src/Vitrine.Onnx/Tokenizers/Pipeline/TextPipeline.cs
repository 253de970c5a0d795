using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>The way of a text to its ids: added tokens are cut out, the rest is normalised, split and encoded, special tokens are put round it.</summary>
internal sealed class TextPipeline
{
    /// <summary>UTF-16 units; a title has some dozens.</summary>
    internal const int LongestText = 1 << 20;

    private readonly AddedTokenMatcher original, normalized;

    internal TextPipeline(TokenModel model, Normalizer normalizer, PreTokenizer preTokenizer, Template template, IReadOnlyList<AddedToken> added)
    {
        (Model, Normalizer, PreTokenizer, Template, Added) = (model, normalizer, preTokenizer, template, added);
        original = new(added.Where(token => !token.IsNormalized), token => token.Content);
        normalized = new(added.Where(token => token.IsNormalized), token => normalizer.Apply(token.Content));
    }

    internal TokenModel Model { get; }

    internal Normalizer Normalizer { get; }

    internal PreTokenizer PreTokenizer { get; }

    internal Template Template { get; }

    internal IReadOnlyList<AddedToken> Added { get; }

    /// <summary>Longest sequence of the file itself, special tokens included; null where it says none.</summary>
    internal int? MaxLength { get; init; }

    /// <summary>Whether a text that is too long loses its beginning instead of its end.</summary>
    internal bool CutsStart { get; init; }

    internal int? PaddingId { get; init; }

    /// <summary>Whether padding stands before the text.</summary>
    internal bool PadsStart { get; init; }

    internal int LargestId => Math.Max(Model.LargestId, Added.Select(token => token.Id).Concat(Template.Before).Concat(Template.After).DefaultIfEmpty().Max());

    internal int? IdOf(string token) => Added.FirstOrDefault(added => added.Content == token)?.Id ?? Model.IdOf(token);

    /// <summary>At most <paramref name="maxLength"/> ids: of a text that is too long the special tokens stay.</summary>
    internal int[] Encode(string text, int maxLength)
    {
        var most = maxLength - Template.Count;
        if (most < 0)
            throw new UsageException($"A sequence of {maxLength} tokens cannot hold the {Template.Count} special tokens of this tokeniser.", "Allow a longer one.");
        if (text.Length > LongestText)
            throw new UsageException($"A text of {text.Length} characters is too long to tokenise.", $"At most {LongestText} are read.");

        var ids = new List<int>(Math.Min(most, 128));
        Append(Characters.WellFormed(text), CutsStart ? int.MaxValue : most, ids);
        var kept = Math.Min(most, ids.Count);
        return [.. Template.Before, .. ids[(CutsStart ? ids.Count - kept : 0)..][..kept], .. Template.After];
    }

    // Stops early where what follows would be cut off anyway.
    private void Append(string text, int enough, List<int> ids)
    {
        var pieces = new List<Piece>();
        foreach (var (start, end, id) in original.Split(text))
        {
            if (ids.Count >= enough)
                return;

            if (id is { } found)
                ids.Add(found);
            else
                AppendNormalized(text[start..end], start == 0, enough, pieces, ids);
        }
    }

    private void AppendNormalized(string part, bool opensText, int enough, List<Piece> pieces, List<int> ids)
    {
        var text = Normalizer.Apply(part);
        foreach (var (start, end, id) in normalized.Split(text))
        {
            if (id is { } found)
            {
                ids.Add(found);
                continue;
            }

            pieces.Clear();
            PreTokenizer.Split(new Piece(text, opensText).Part(start, end), pieces);
            foreach (var piece in pieces)
            {
                if (ids.Count >= enough)
                    return;

                Model.Encode(piece.Text, ids);
            }
        }
    }
}
