namespace Vitrine.Onnx.Tokenizers;

/// <summary>
/// The unigram language model (Kudo, ACL 2018): of all ways to cover a piece with tokens, the one with the largest sum of scores, found by Viterbi's algorithm.
/// </summary>
internal sealed class UnigramModel : TokenModel
{
    // SentencePiece: a character that no token covers costs this much more than the rarest token.
    private const double UnknownPenalty = 10;

    private readonly Vocabulary vocabulary;
    private readonly double[] scores;
    private readonly CharTrie tokens = new();
    private readonly double unknownScore;
    private readonly int? unknownId;

    /// <param name="vocabulary">All tokens; the id is the place among the scores.</param>
    /// <param name="matched">Those that a text can hold.</param>
    /// <param name="scores">Logarithms of probabilities.</param>
    /// <param name="lowestScore">That of the rarest token.</param>
    /// <param name="unknownId">Stands for a run of characters that no token covers; null where every character is a token.</param>
    internal UnigramModel(Vocabulary vocabulary, IEnumerable<KeyValuePair<string, int>> matched, double[] scores, double lowestScore, int? unknownId)
    {
        (this.vocabulary, this.scores, this.unknownId) = (vocabulary, scores, unknownId);
        unknownScore = lowestScore - UnknownPenalty;
        foreach (var (token, id) in matched)
            tokens.Add(token, id);
    }

    /// <summary>Whether a run of characters that no token covers becomes its bytes, where all of them are tokens.</summary>
    internal bool FallsBackToBytes { get; init; }

    /// <summary>Whether sums are kept in single precision, as SentencePiece itself does; tokenizer.json means double.</summary>
    internal bool SumsInSingle { get; init; }

    internal override int LargestId => vocabulary.LargestId;

    internal override int? IdOf(string token) => vocabulary.IdOf(token);

    internal override void Encode(string piece, List<int> ids)
    {
        var path = BestPath(piece);
        var reversed = new Stack<(int Start, int End)>();
        for (var end = piece.Length; end > 0;)
        {
            // Neighbouring unknown characters are one.
            var start = path[end].Start;
            while (path[end].Id == unknownId && start > 0 && path[start].Id == unknownId)
                start = path[start].Start;
            reversed.Push((start, end));
            end = start;
        }

        foreach (var (start, end) in reversed)
        {
            var text = piece.AsSpan(start, end - start);
            if (vocabulary.TryGet(text, out var id))
                ids.Add(id);
            else if (!(FallsBackToBytes && ByteTokens.TryAppend(vocabulary, text, ids)) && unknownId is { } unknown)
                ids.Add(unknown);
        }
    }

    // For each place: the best sum of scores of a way to it, where its last token starts, and which that is.
    private (double Score, int Start, int Id)[] BestPath(string piece)
    {
        var best = new (double Score, int Start, int Id)[piece.Length + 1];
        foreach (ref var place in best.AsSpan(1))
            place.Start = -1;

        var start = 0;
        foreach (var rune in piece.EnumerateRunes())
        {
            var length = rune.Utf16SequenceLength;
            var hasSingle = false;
            var walk = tokens.Start();
            for (var end = start; end < piece.Length && walk.Step(piece[end]); end++)
            {
                if (walk.Value is not { } id)
                    continue;

                Offer(ref best[end + 1], best[start].Score + scores[id], start, id);
                hasSingle |= end + 1 == start + length;
            }

            if (!hasSingle)
                Offer(ref best[start + length], Rounded(best[start].Score + unknownScore), start, unknownId ?? -1);
            start += length;
        }

        return best;
    }

    private void Offer(ref (double Score, int Start, int Id) place, double score, int start, int id)
    {
        if (place.Start < 0 || score > place.Score)
            place = (Rounded(score), start, id);
    }

    private double Rounded(double score) => SumsInSingle ? (float)score : score;
}
