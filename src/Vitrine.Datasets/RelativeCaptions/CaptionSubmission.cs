using System.Text.Json;
using Vitrine.Platform;

namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>Answers to captions whose targets are kept secret, as Fashion-IQ's challenge takes them: a list of {candidate, captions, ranking}, the best image first.</summary>
public static class CaptionSubmission
{
    /// <param name="path">Replaced as a whole.</param>
    /// <param name="answers">Each caption with the names of its images.</param>
    public static void Write(string path, IEnumerable<(CaptionedChange Change, IReadOnlyList<string> Ranking)> answers) => DurableFile.Write(path, stream =>
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartArray();
        foreach (var (change, ranking) in answers)
        {
            writer.WriteStartObject();
            writer.WriteString("candidate", change.Reference);
            Texts("captions", change.Captions);
            Texts("ranking", ranking);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();

        void Texts(string name, IReadOnlyList<string> texts)
        {
            writer.WriteStartArray(name);
            foreach (var text in texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
    });
}
