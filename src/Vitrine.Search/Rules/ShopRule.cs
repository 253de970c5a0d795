namespace Vitrine.Search.Rules;

/// <summary>One line of a shop's rules: where it holds, what it does, and when.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="Text">As it is written, remarks left out.</param>
/// <param name="Scope">Where it holds.</param>
/// <param name="Action">What it does.</param>
/// <param name="From">From then on; null for always.</param>
/// <param name="Until">Before then; null for ever.</param>
public sealed record ShopRule(int Line, string Text, RuleScope Scope, RuleAction Action, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>Whether a time lies between the two.</summary>
    public bool IsOn(DateTimeOffset time) => !(time < From) && !(time >= Until);
}

/// <summary>Where a rule holds.</summary>
public abstract record RuleScope
{
    private RuleScope()
    {
    }

    /// <summary>For a query of just these words, in any inflection: <c>for red dress</c>.</summary>
    public sealed record Whole(string Words) : RuleScope;

    /// <summary>For every query that has these words, in any order: <c>with dress</c>.</summary>
    public sealed record Containing(string Words) : RuleScope;

    /// <summary>In a branch of the category tree and those below, whatever is searched there: <c>in Women/Dresses</c>.</summary>
    public sealed record Branch(string Path) : RuleScope;
}

/// <summary>What a rule does.</summary>
public abstract record RuleAction
{
    private RuleAction()
    {
    }

    /// <summary>Shows a product at a place, the first is 1: <c>pin 1001 at 1</c>.</summary>
    public sealed record Pin(string Id, int Place) : RuleAction;

    /// <summary>Multiplies the odds of products that they are what was asked for: <c>boost brand=Lumina by 2</c>; with a factor below 1 <c>bury brand=Lumina by 2</c>.</summary>
    public sealed record Weigh(RuleSubject Subject, double Factor) : RuleAction;

    /// <summary>Sends people elsewhere: <c>go to https://shop.example/returns</c>, <c>go to Women/Dresses</c>.</summary>
    public sealed record Redirect(RuleTarget Target) : RuleAction;
}

/// <summary>Which products a rule is about.</summary>
public abstract record RuleSubject
{
    private RuleSubject()
    {
    }

    /// <summary>One: <c>product 1001</c>.</summary>
    public sealed record Product(string Id) : RuleSubject;

    /// <summary>Those of a branch: <c>in Women/Sale</c>.</summary>
    public sealed record Branch(string Path) : RuleSubject;

    /// <summary>Those that have a value: <c>colour=red</c>.</summary>
    public sealed record Value(string Field, string Text) : RuleSubject;
}

/// <summary>Where a rule sends people.</summary>
/// <param name="Place">A URL, or a branch of the category tree.</param>
/// <param name="IsBranch">Whether it is a branch.</param>
public sealed record RuleTarget(string Place, bool IsBranch);
