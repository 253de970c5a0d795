namespace Vitrine.Onnx.Tokenizers;

/// <summary>Whole pieces as tokens.</summary>
/// <param name="vocabulary">Tokens and ids.</param>
/// <param name="unknownId">Stands for any other piece.</param>
internal sealed class WholeWordModel(Vocabulary vocabulary, int unknownId) : TokenModel
{
    internal override int LargestId => vocabulary.LargestId;

    internal override int? IdOf(string token) => vocabulary.IdOf(token);

    internal override void Encode(string piece, List<int> ids) => ids.Add(vocabulary.TryGet(piece, out var id) ? id : unknownId);
}
