namespace Vitrine.Onnx.Encoders;

/// <summary>What an encoder takes.</summary>
internal enum Modality
{
    Image,
    Text,
}
