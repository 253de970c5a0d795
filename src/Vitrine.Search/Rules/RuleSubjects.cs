using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fields;

namespace Vitrine.Search.Rules;

/// <summary>Finds what rules are about in a shop.</summary>
internal sealed class RuleSubjects(CatalogueStore store, ShopFields fields)
{
    /// <summary>The rows of a subject; those of none where the shop has no such thing.</summary>
    public RowSet RowsOf(RuleSubject subject)
    {
        var none = new RowSet(store.Count);
        if (Missing(subject) is not null)
            return none;
        if (subject is not RuleSubject.Product product)
            return fields.Passing(ConditionOf(subject))!;
        none.Add(store.Find(product.Id)!.Row);
        return none;
    }

    /// <summary>What the shop does not have of a subject, as a sentence; null where it has it.</summary>
    public string? Missing(RuleSubject subject) => subject switch
    {
        RuleSubject.Product product => MissingProduct(product.Id),
        RuleSubject.Branch branch => MissingBranch(branch.Path),
        RuleSubject.Value value => MissingValue(value),
        _ => throw new ArgumentException($"A subject of another kind: {subject.GetType().Name}.", nameof(subject)),
    };

    private string? MissingValue(RuleSubject.Value value)
    {
        RowSet? rows = null;
        return Said(() => rows = fields.Passing(ConditionOf(value))) ?? (rows is { Count: 0 } ? $"No product has {value.Field} '{value.Text}'." : null);
    }

    public string? MissingProduct(string id) => store.Find(id) is null ? $"There is no product '{id}'." : null;

    public string? MissingBranch(string branch) => Said(() => CategoryFilter.PathsUnder(store, branch));

    // Values are written in any letter case, as everywhere in the file.
    private Dictionary<string, FieldCondition> ConditionOf(RuleSubject subject) => subject switch
    {
        RuleSubject.Branch branch => new() { [ShopField.Category] = new FieldCondition.OneOf(branch.Path) },
        RuleSubject.Value value when fields.Named(value.Field) is { Kind: ShopFieldKind.Text } field => new() { [field.Name] = new FieldCondition.OneOf(fields.ValuesLike(field, value.Text) ?? [value.Text]) },
        RuleSubject.Value value => new() { [fields.Named(value.Field).Name] = new FieldCondition.OneOf(value.Text) },
        _ => throw new ArgumentException($"No condition says what a {subject.GetType().Name} is.", nameof(subject)),
    };

    private static string? Said<T>(Func<T> ask)
    {
        try
        {
            ask();
            return null;
        }
        catch (UsageException e)
        {
            return e.Message;
        }
    }
}
