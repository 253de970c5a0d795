namespace Vitrine.Workbench.Benchmarks;

/// <summary>A piece of work that is timed: set up by its constructor, done once by each <see cref="Run"/>.</summary>
public interface IWork : IDisposable
{
    /// <summary>Does the work once.</summary>
    void Run();
}
