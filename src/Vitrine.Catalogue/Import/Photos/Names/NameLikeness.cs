using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>Compares names of paths.</summary>
internal static class NameLikeness
{
    /// <summary>Equal for all names that are not <see cref="Closeness.Different"/>.</summary>
    /// <param name="name">One name of a path.</param>
    /// <param name="isLast">The name of the file itself, whose ending plays no part.</param>
    public static string Key(string name, bool isLast)
    {
        var decoded = PercentEncoding.Decode(name);
        return CaseFolding.Of(CanonicalComposition.Compose(isLast ? PhotoEndings.Split(decoded).Stem : decoded));
    }

    /// <summary>Compares the last <paramref name="count"/> names of both paths.</summary>
    public static Closeness Compare(string[] asked, string[] file, int count)
    {
        var worst = CompareLast(asked[^1], file[^1]);
        for (var i = 2; i <= count && worst != Closeness.Different; i++)
            worst = (Closeness)Math.Max((int)worst, (int)CompareFolder(asked[^i], file[^i]));
        return worst;
    }

    private static Closeness CompareFolder(string asked, string file)
    {
        if (asked == file)
            return Closeness.Same;
        var (a, f) = (CanonicalComposition.Compose(asked), CanonicalComposition.Compose(file));
        if (a == f)
            return Closeness.SameText;
        if (CaseFolding.Of(a) == CaseFolding.Of(f))
            return Closeness.OtherCaseOrEnding;
        return Key(asked, isLast: false) == Key(file, isLast: false) ? Closeness.Encoded : Closeness.Different;
    }

    private static Closeness CompareLast(string asked, string file)
    {
        if (asked == file)
            return Closeness.Same;
        var (a, f) = (CanonicalComposition.Compose(asked), CanonicalComposition.Compose(file));
        if (a == f)
            return Closeness.SameText;
        var ((stem, ending), (fileStem, fileEnding)) = (PhotoEndings.Split(a), PhotoEndings.Split(f));
        var otherCase = stem != fileStem;
        if (otherCase && CaseFolding.Of(stem) != CaseFolding.Of(fileStem))
            return Key(asked, isLast: true) == Key(file, isLast: true) ? Closeness.Encoded : Closeness.Different;
        var otherEnding = ending is not null && !string.Equals(ending, fileEnding, StringComparison.OrdinalIgnoreCase);
        return (otherCase, otherEnding) switch
        {
            (false, false) => Closeness.SameStem,
            (true, true) => Closeness.OtherCaseAndEnding,
            _ => Closeness.OtherCaseOrEnding,
        };
    }
}
