using Vitrine.Catalogue;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Progressive;

/// <summary>A part of a query, and where what it is made of stands among the queries that the towers encode.</summary>
/// <param name="Part">The part.</param>
/// <param name="Reference">The part itself or, of a change, its reference.</param>
/// <param name="Text">The words of a change; −1 for another part.</param>
/// <param name="Change">Its number among the changes; −1 for another part.</param>
internal readonly record struct QueryLeaf(QueryPart Part, int Reference, int Text, int Change);

/// <summary>Queries taken apart into what two towers can encode: one picture or one text each.</summary>
internal sealed class QueryLeaves
{
    private readonly List<Query> leaves = [];
    private readonly Dictionary<QueryPart, int> placeOf = []; // many changes start from one photo, and many say the same
    private readonly List<QueryLeaf> changes = [];
    private readonly QueryLeaf[][] parts;

    /// <param name="queries">Of any parts.</param>
    /// <param name="composer">Decides what of a reference is looked at.</param>
    /// <exception cref="UsageException">A change starts from a picture, and the model reads titles; or a weight is asked for, and it has none.</exception>
    public QueryLeaves(IReadOnlyList<Query> queries, ComposerKind composer) =>
        parts = [.. queries.Select(query => query.Parts.Select(part => Place(part, composer)).ToArray())];

    /// <summary>What is to be encoded.</summary>
    public IReadOnlyList<Query> Queries => leaves;

    /// <summary>The changes of all queries.</summary>
    public IReadOnlyList<QueryLeaf> Changes => changes;

    /// <summary>The parts of a query.</summary>
    public IReadOnlyList<QueryLeaf> Of(int query) => parts[query];

    private QueryLeaf Place(QueryPart part, ComposerKind composer)
    {
        if (part is not ChangePart change)
            return new QueryLeaf(part, Add(part with { Weight = 1 }), -1, -1);
        if (change.ImageWeight is not null && composer is (ComposerKind.Title or ComposerKind.Tirg))
            throw new UsageException("This model does not weigh a picture against words.", "Leave out --image-weight, or choose another model.");
        var text = composer == ComposerKind.Title ? $"{TitleOf(change.Reference)} {change.Change}" : change.Change;
        var reference = composer == ComposerKind.Title ? new TextPart(text) : change.Reference with { Weight = 1 };
        var leaf = new QueryLeaf(part, Add(reference), Add(new TextPart(text)), changes.Count);
        changes.Add(leaf);
        return leaf;
    }

    private int Add(QueryPart part)
    {
        if (placeOf.TryAdd(part, leaves.Count))
            leaves.Add(new Query(part));
        return placeOf[part];
    }

    private static string TitleOf(QueryPart reference) => reference switch
    {
        ItemPart item => item.Source.Titles([item.Item]).Single(),
        TextPart text => text.Text,
        _ => throw new UsageException("This model reads the title of what is to be changed, and a picture file has none.", "Start from a product: --like ID"),
    };
}
