using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Probes;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Recipe;

/// <summary>
/// How well the kind of an unseen product can be told from its photo alone and from its title alone, by simple means that know nothing of each other: where one of them tells nothing, that is what is
/// wrong with the catalogue.
/// </summary>
/// <param name="ByPhoto">The share told right from hand-made features of photos by a linear probe.</param>
/// <param name="ByTitle">From the words of titles by naive Bayes.</param>
/// <param name="ByGuess">By always saying the most frequent kind.</param>
/// <param name="Products">Unseen products that were asked.</param>
internal sealed record KindsTold(double ByPhoto, double ByTitle, double ByGuess, int Products)
{
    private const int MostLearned = 5000;
    private const int MostAsked = 2000;

    /// <summary>Null where the shop has one kind, or too few products that training never saw.</summary>
    public static KindsTold? Of(ITrainingData data, CancellationToken cancellation)
    {
        var known = QuerySample.Spread(data.RowsOf(Part.Train), MostLearned);
        var asked = QuerySample.Spread([.. data.RowsOf(Part.Validation).Concat(data.RowsOf(Part.Test))], MostAsked);
        var kinds = Array.ConvertAll(known, data.CategoryOf);
        if (asked.Length < 2 || kinds.Distinct().Count() < 2)
            return null;
        var right = Array.ConvertAll(asked, data.CategoryOf);
        var most = kinds.CountBy(kind => kind).MaxBy(pair => pair.Value).Key;
        return new KindsTold(Share(ByPhotos(data, known, kinds, asked, cancellation)), Share(ByTitles(data, known, kinds, asked)), Share([.. asked.Select(_ => most)]), asked.Length);

        double Share(int[] told) => told.Zip(right).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);
    }

    private static int[] ByPhotos(ITrainingData data, int[] known, int[] kinds, int[] asked, CancellationToken cancellation)
    {
        using var features = data.Items.Features(StoreEncoders.Adopt(data, network: null), progress: null, cancellation);
        using var probe = LinearProbe.Fit(Read(known), features.Dimensions, kinds, cancellation: cancellation);
        return probe.Classify(Read(asked));

        float[] Read(int[] rows)
        {
            var read = new float[(long)rows.Length * features.Dimensions];
            features.Read(rows, read);
            return read;
        }
    }

    private static int[] ByTitles(ITrainingData data, int[] known, int[] kinds, int[] asked)
    {
        var bayes = new NaiveBayes();
        foreach (var (title, kind) in data.Items.Titles(known).Zip(kinds))
            bayes.Add(title, kind);
        return [.. data.Items.Titles(asked).Select(bayes.Tell)];
    }
}
