namespace Vitrine.Onnx.Encoders;

/// <summary>What an encoder takes.</summary>
public enum Modality
{
    Image,
    Text,
}
