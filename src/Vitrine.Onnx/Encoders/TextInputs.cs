namespace Vitrine.Onnx.Encoders;

/// <summary>What a network for texts calls its inputs; they are the same in all families.</summary>
internal static class TextInputs
{
    public const string Ids = "input_ids", Mask = "attention_mask", Types = "token_type_ids", Positions = "position_ids";

    /// <summary>Whether an input is one of these.</summary>
    public static bool Has(string name) => name is Ids or Mask or Types or Positions;
}
