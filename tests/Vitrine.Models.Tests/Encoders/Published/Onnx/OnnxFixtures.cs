namespace Vitrine.Models.Tests.Encoders.Published;

/// <summary>The small networks in the form of ONNX that tests/oracle/onnx_encoders.py wrote.</summary>
internal static class OnnxFixtures
{
    public static string Folder(string family) => Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Onnx.Tests", "Encoders", "Fixtures", family);

    /// <summary>The script's pixels by rule.</summary>
    public static float[] Pixels(int batch, int side) => [.. Enumerable.Range(0, batch * 3 * side * side).Select(i => (float)(i * 7919L % 1009 / 504.5 - 1))];
}
