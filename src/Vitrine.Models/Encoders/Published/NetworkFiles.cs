using System.Security.Cryptography;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Models.Encoders.Published;

/// <summary>The files that a published network consists of: what a store copies, and what its name in the store follows from.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Paths">Its files, by their paths from the folder.</param>
/// <param name="Kind">The family: letters, digits and hyphens.</param>
internal sealed record NetworkFiles(string Folder, IReadOnlyList<string> Paths, string Kind)
{
    private const int HashDigits = 12;
    private const int LongestKind = 40;

    /// <summary>The network's name in a store: its family and a part of its files' hash, so that other weights or another preparation have another name.</summary>
    public string Name
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var path in Paths)
            {
                using var stream = File.OpenRead(Path.Combine(Folder, path));
                hash.AppendData(SHA256.HashData(stream));
            }

            return $"{Kind}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..HashDigits]}";
        }
    }

    /// <summary>Whether a word can be the <see cref="Name"/> of a network.</summary>
    public static bool IsName(string name) =>
        name.Length > HashDigits + 1 && name[^(HashDigits + 1)] == '-' && name[^HashDigits..].All(char.IsAsciiHexDigitLower);

    /// <summary>The files of a network for pictures.</summary>
    /// <param name="path">As for <see cref="ImageNetworks.Load"/>, whose errors apply.</param>
    public static NetworkFiles OfImages(string path) => ImageNetworks.IsOnnx(path) ? Of(EncoderFolder.Open(path, Modality.Image)) : new NetworkFiles(
        path,
        [.. ImageNetworks.Files.Where(name => File.Exists(Path.Combine(path, name)))],
        ConfigReader.Open(Path.Combine(path, ImageNetworks.Files[0])).Word("model_type", null, ImageNetworks.Types).Replace('_', '-'));

    /// <summary>The files of a network for texts.</summary>
    /// <param name="path">As for <see cref="OnnxTextEncoder.Open"/>, whose errors apply.</param>
    public static NetworkFiles OfTexts(string path) => Of(EncoderFolder.Open(path, Modality.Text));

    private static NetworkFiles Of(EncoderFolder encoder)
    {
        var kind = EncoderConfig.Read(encoder.Folder).ModelType ?? Path.GetFileNameWithoutExtension(encoder.Network);
        var word = new string([.. kind.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(LongestKind)]);
        return new NetworkFiles(encoder.Folder, encoder.Files(), word);
    }
}
