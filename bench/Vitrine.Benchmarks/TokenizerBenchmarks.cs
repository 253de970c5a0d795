using System.IO.Compression;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Vitrine.Onnx.Tokenizers;
using Vitrine.Tests;

namespace Vitrine.Benchmarks;

/// <summary>Titles of ten words on one thread, with the small tokenisers that the tests have recorded; the mean is for one title.</summary>
/// <remarks>Their few hundred tokens make four to six of a word, where a published vocabulary makes one or two: with one of those a title takes less.</remarks>
[MemoryDiagnoser]
public class TokenizerBenchmarks
{
    private const int Titles = 1000;

    private static readonly string Recorded = Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Onnx.Tests", "Tokenizers", "Recorded");

    private readonly string[] titles = new string[Titles];
    private Tokenizer? tokenizer;

    [Params("bert", "clip", "gemma", "qwen", "t5")]
    public string Family { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-tokens-");
        File.WriteAllText(Path.Combine(folder.FullName, "tokenizer.json"), Unpacked($"{Family}.json.gz"));
        tokenizer = Tokenizer.Load(folder.FullName);
        folder.Delete(recursive: true);

        var words = JsonSerializer.Deserialize<string[]>(Unpacked("texts.json.gz"))!
            .Where(text => text.Length < 200).SelectMany(text => text.Split(' ')).Where(word => word.Length > 1 && word.All(char.IsAsciiLetter)).Distinct().ToArray();
        var random = new Random(1);
        for (var i = 0; i < Titles; i++)
            titles[i] = string.Join(' ', random.GetItems(words, 10));
    }

    [Benchmark(OperationsPerInvoke = Titles)]
    public int Encode()
    {
        var ids = 0;
        foreach (var title in titles)
            ids += tokenizer!.Encode(title, maxLength: 77).Length;
        return ids;
    }

    private static string Unpacked(string file)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Recorded, file)), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd();
    }
}
