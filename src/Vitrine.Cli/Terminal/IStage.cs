namespace Vitrine.Cli.Terminal;

/// <summary>One long piece of work as the user sees it.</summary>
internal interface IStage
{
    /// <summary>How far the work is.</summary>
    /// <param name="done">Units finished.</param>
    /// <param name="total">Units in all; 0 while nobody knows.</param>
    /// <param name="detail">What else is worth seeing now, such as the loss.</param>
    void Report(long done, long total, string detail = "");

    /// <summary>The work goes on under another title, counted anew.</summary>
    void Next(string title);
}
