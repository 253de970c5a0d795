using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Tests.Tokenizers;

/// <summary>Texts, tokenisers and ids written by <c>tests/oracle/tokenizers.mjs</c>.</summary>
internal static class Recording
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Tokenizers", "Recorded");

    /// <summary>1,000 texts of all kinds.</summary>
    internal static IReadOnlyList<string> Texts { get; } = JsonSerializer.Deserialize<string[]>(Unpacked("texts.json.gz"))!;

    /// <summary>The recorded tokenisers.</summary>
    internal static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.ids.gz").Select(path => Path.GetFileName(path)[..^".ids.gz".Length]).Where(name => !name.EndsWith(".spiece", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The recorded ids of each text, as <see cref="Shown"/> writes them.</summary>
    internal static string[] Ids(string name) => Unpacked($"{name}.ids.gz").TrimEnd('\n').Split('\n');

    internal static string Json(string name) => Unpacked($"{name}.json.gz");

    internal static Tokenizer Load(string name, string config = "{}")
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", Json(name));
        folder.Write("tokenizer_config.json", config);
        return Tokenizer.Load(folder.FullName);
    }

    /// <summary>Ids as a line; of more than 60 their number and CRC-32.</summary>
    internal static string Shown(int[] ids)
    {
        var line = string.Join(' ', ids);
        return ids.Length <= 60 ? line : $"#{ids.Length} {Crc32(line):x8}";
    }

    private static uint Crc32(string line)
    {
        var crc = uint.MaxValue;
        foreach (var value in Encoding.ASCII.GetBytes(line))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }

    /// <summary>The unpacked bytes of a recorded file.</summary>
    internal static byte[] Bytes(string file)
    {
        using var packed = Open(file);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static GZipStream Open(string file) => new(File.OpenRead(Path.Combine(Folder, file)), CompressionMode.Decompress);

    private static string Unpacked(string file)
    {
        using var packed = Open(file);
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd();
    }
}
