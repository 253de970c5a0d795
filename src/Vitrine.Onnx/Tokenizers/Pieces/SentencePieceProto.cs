using System.Text;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>How a piece of SentencePiece is used; the numbers are those of the file.</summary>
internal enum PieceKind
{
    Normal = 1,
    Unknown = 2,

    /// <summary>Never stands in a text ("&lt;/s&gt;").</summary>
    Control = 3,

    /// <summary>Is a piece wherever it stands in a text.</summary>
    UserDefined = 4,
    Unused = 5,

    /// <summary>Spells a byte ("&lt;0x0A&gt;").</summary>
    Byte = 6,
}

/// <summary>What a model file of SentencePiece holds (message <c>ModelProto</c> of sentencepiece_model.proto); the id of a piece is its place.</summary>
internal sealed class SentencePieceProto
{
    // Values of TrainerSpec.ModelType.
    private const int Unigram = 1, BytePairs = 2;

    private readonly List<(string Text, float Score, PieceKind Kind)> pieces = [];
    private int modelType = Unigram;

    internal IReadOnlyList<(string Text, float Score, PieceKind Kind)> Pieces => pieces;

    internal bool IsUnigram => modelType == Unigram;

    internal bool FallsBackToBytes { get; private set; }

    internal bool MarksEnds { get; private set; }

    /// <summary>Replacements; null: none.</summary>
    internal CharsMap? Replacements { get; private set; }

    internal bool AddsMark { get; private set; } = true;

    internal bool RemovesBlanks { get; private set; } = true;

    internal bool EscapesBlanks { get; private set; } = true;

    internal static SentencePieceProto Read(string path)
    {
        JsonFile.RequireSize(path);
        var proto = new SentencePieceProto();
        try
        {
            proto.ReadModel(File.ReadAllBytes(path));
            return proto;
        }
        catch (FormatException exception)
        {
            throw new BadDataException(path, null, null, exception.Message, "a whole model file of SentencePiece, unigram or BPE", null, exception);
        }
    }

    private void ReadModel(ReadOnlySpan<byte> bytes)
    {
        var characters = 0;
        for (var reader = new ProtobufReader(bytes); reader.Next();)
        {
            switch (reader.Field)
            {
                case 1:
                    var piece = ReadPiece(reader.Bytes);
                    if (pieces.Count == Vocabulary.MostTokens || (characters += piece.Text.Length) > CharTrie.MostCharacters)
                        throw new FormatException($"more than {Vocabulary.MostTokens} pieces or {CharTrie.MostCharacters} characters of them");
                    pieces.Add(piece);
                    break;
                case 2:
                    ReadTrainer(reader.Bytes);
                    break;
                case 3:
                    ReadNormalizer(reader.Bytes);
                    break;
            }
        }

        if (pieces.Count(piece => piece.Kind == PieceKind.Unknown) != 1)
            throw new FormatException("not one unknown piece");
        if (modelType is not (Unigram or BytePairs))
            throw new FormatException($"a model of type {modelType}");
    }

    private static (string Text, float Score, PieceKind Kind) ReadPiece(ReadOnlySpan<byte> bytes)
    {
        var (text, score, kind) = ("", 0f, PieceKind.Normal);
        for (var reader = new ProtobufReader(bytes); reader.Next();)
        {
            switch (reader.Field)
            {
                case 1:
                    text = Encoding.UTF8.GetString(reader.Bytes);
                    break;
                case 2:
                    score = reader.Single;
                    break;
                case 3:
                    kind = (PieceKind)reader.Number;
                    break;
            }
        }

        if (text.Length is 0 or > Vocabulary.LongestAllowed || !float.IsFinite(score))
            throw new FormatException($"a piece of {text.Length} characters with the score {score}");
        return (text, score, kind);
    }

    private void ReadTrainer(ReadOnlySpan<byte> bytes)
    {
        for (var reader = new ProtobufReader(bytes); reader.Next();)
        {
            switch (reader.Field)
            {
                case 3:
                    modelType = (int)reader.Number;
                    break;
                case 24:
                    MarksEnds = reader.Number != 0;
                    break;
                case 35:
                    FallsBackToBytes = reader.Number != 0;
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> bytes)
    {
        for (var reader = new ProtobufReader(bytes); reader.Next();)
        {
            switch (reader.Field)
            {
                case 2 when !reader.Bytes.IsEmpty:
                    Replacements = CharsMap.TryRead(reader.Bytes) ?? throw new FormatException("a damaged table of replacements");
                    break;
                case 3:
                    AddsMark = reader.Number != 0;
                    break;
                case 4:
                    RemovesBlanks = reader.Number != 0;
                    break;
                case 5:
                    EscapesBlanks = reader.Number != 0;
                    break;
            }
        }
    }
}
