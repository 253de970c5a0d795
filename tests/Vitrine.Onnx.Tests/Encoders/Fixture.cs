using System.Text.Json;

namespace Vitrine.Onnx.Tests.Encoders;

/// <summary>A family's folder that tests/oracle/onnx_encoders.py wrote, with what PyTorch computed.</summary>
internal sealed class Fixture
{
    private readonly JsonElement expected;

    public Fixture(string name)
    {
        Folder = Path.Combine(AppContext.BaseDirectory, "Encoders", "Fixtures", name);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        expected = document.RootElement.Clone();
    }

    public string Folder { get; }

    /// <summary>Token ids of each text, those around it included.</summary>
    public int[][] Texts => [.. expected.GetProperty("texts").EnumerateArray().Select(text => text.EnumerateArray().Select(id => id.GetInt32()).ToArray())];

    /// <summary>The words that these ids stand for.</summary>
    public string[] Words => [.. Texts.Select(text => string.Join(' ', text[1..^1].Select(id => $"w{id}")))];

    public bool Has(string part) => expected.TryGetProperty(part, out _);

    public float[][] Vectors(string part) => [.. expected.GetProperty(part).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray())];

    /// <summary>The script's pixels by rule.</summary>
    public static float[] Pixels(int batch, int side) => [.. Enumerable.Range(0, batch * 3 * side * side).Select(i => (float)(i * 7919L % 1009 / 504.5 - 1))];
}
