namespace Vitrine.Client.Answers;

/// <summary>Why a request was not answered (RFC 9457).</summary>
/// <param name="Type">A path that names the kind and stays the same: "/problems/unknown-product".</param>
/// <param name="Title">The kind in a few words.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What was found, where, and what was expected.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record ShopProblem(string Type, string Title, int Status, string Detail, string Hint)
{
    /// <summary>The media type of a problem.</summary>
    public const string MediaType = "application/problem+json";
}
