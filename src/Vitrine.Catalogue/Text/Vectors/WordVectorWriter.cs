using System.Globalization;
using System.Text;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Text;

/// <summary>Writes word vectors as GloVe text, with as many digits as bring back the same bits.</summary>
public static class WordVectorWriter
{
    /// <summary>The file is complete or, after a failure, as it was before.</summary>
    /// <exception cref="ArgumentException">A word is empty or holds white space, which the format cannot express.</exception>
    public static void WriteGloVe(string path, WordVectors vectors)
    {
        if (vectors.Words.FirstOrDefault(word => word.Length == 0 || word.Any(char.IsWhiteSpace)) is { } unfit)
            throw new ArgumentException($"The word '{unfit}' is empty or holds white space.", nameof(vectors));

        DurableFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            for (var row = 0; row < vectors.Count; row++)
            {
                writer.Write(vectors.Words[row]);
                foreach (var value in vectors[row])
                {
                    writer.Write(' ');
                    writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
                }

                writer.Write('\n');
            }
        });
    }
}
