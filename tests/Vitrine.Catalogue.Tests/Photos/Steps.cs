namespace Vitrine.Catalogue.Tests.Photos;

/// <summary>What was reported, and something that happens then.</summary>
internal sealed class Steps(Action? then = null) : IProgress<int>
{
    public List<int> Seen { get; } = [];

    public void Report(int value)
    {
        Seen.Add(value);
        then?.Invoke();
    }
}
