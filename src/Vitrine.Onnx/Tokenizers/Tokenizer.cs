namespace Vitrine.Onnx.Tokenizers;

public abstract class Tokenizer
{
    public abstract int? PaddingId { get; }
    public abstract int[] Encode(string text, int maxLength);
    public static Tokenizer Load(string folder) => throw new NotImplementedException(folder);
}
