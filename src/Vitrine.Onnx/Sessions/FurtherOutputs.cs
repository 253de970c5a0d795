using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Vitrine.Onnx.Sessions;

/// <summary>
/// A network of which results from its inside are wanted. Two protobuf messages one behind the other are read as one, their lists joined, so a graph that has nothing
/// but names of outputs is put behind the file.
/// </summary>
internal static class FurtherOutputs
{
    private const byte GraphOfModel = (7 << 3) | 2, OutputOfGraph = (12 << 3) | 2, NameOfValue = (1 << 3) | 2;

    /// <summary>Opens the file with these outputs too.</summary>
    public static InferenceSession Open(string path, IReadOnlyList<string> names, SessionOptions settings)
    {
        // From memory the runtime does not know where weights in files beside are.
        settings.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(path))!);
        byte[] graph = [.. names.SelectMany(name => Field(OutputOfGraph, Field(NameOfValue, Encoding.UTF8.GetBytes(name))))];
        return new InferenceSession([.. File.ReadAllBytes(path), .. Field(GraphOfModel, graph)], settings);
    }

    private static byte[] Field(byte key, byte[] content)
    {
        var field = new List<byte> { key };
        var length = (uint)content.Length;
        for (; length >= 0x80; length >>= 7)
            field.Add((byte)(length | 0x80));
        field.Add((byte)length);
        field.AddRange(content);
        return [.. field];
    }
}
