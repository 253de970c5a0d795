using Vitrine.Search.Live;

namespace Vitrine.Server.Writing;

/// <summary>What became of a write, which is on the disk when this is sent.</summary>
/// <param name="Id">The product's id.</param>
/// <param name="Done">"added", "updated", "unchanged" or "removed".</param>
/// <param name="Change">The number of the change that it is in.</param>
/// <param name="IsSearchable">Whether a search finds it so already; it takes up to two seconds.</param>
internal sealed record WriteBody(string Id, string Done, long Change, bool IsSearchable)
{
    public static WriteBody Of(string id, WriteOutcome outcome, long searchable) => new(id, outcome.Kind.ToString().ToLowerInvariant(), outcome.Change, searchable >= outcome.Change);
}
