using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vitrine.Catalogue;
using Vitrine.Server.Problems;

namespace Vitrine.Server.Products;

/// <summary>Which photo of a product, and how wide.</summary>
/// <param name="Photo">0 is the main one.</param>
/// <param name="Width">At most so many pixels; null for as it is kept.</param>
internal sealed record PhotoRequest(int Photo, int? Width)
{
    private const int LeastWidth = 16, MostWidth = 1024;

    /// <exception cref="ProblemException">The product has no such photo, or the width is none.</exception>
    public static PhotoRequest Of(IQueryCollection query, Product product)
    {
        if (product.Photos == 0)
            throw new ProblemException(ProblemKind.UnknownProduct, $"The product '{product.Id}' has no photo.", "Show a picture of your own in its place.");
        return new PhotoRequest(
            Number(query, "photo", 0, product.Photos - 1) ?? 0,
            Number(query, "width", LeastWidth, MostWidth));
    }

    private static int? Number(IQueryCollection query, string name, int least, int most)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ProblemException(ProblemKind.BadQuery, $"'{name}' is '{text}'; expected a whole number from {least} to {most}.", $"Give such a number, or leave '{name}' out.");
    }
}
