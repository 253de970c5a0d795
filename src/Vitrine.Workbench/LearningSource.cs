using Vitrine.Catalogue;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench;

/// <summary>Something to learn from, opened: a folder of any <see cref="SourceKind"/>.</summary>
public sealed class LearningSource : IDisposable
{
    private readonly IDisposable opened;

    internal LearningSource(IDisposable opened, ITrainingData data) => (this.opened, Data) = (opened, data);

    public ITrainingData Data { get; }

    /// <summary>Opens whatever lies in a folder.</summary>
    /// <exception cref="UsageException">It is of no kind.</exception>
    public static LearningSource Open(string path, CancellationToken cancellation = default) => SourceKind.Of(path).Open(path, cancellation);

    public void Dispose() => opened.Dispose();
}
