namespace Vitrine.Cli.Terminal;

/// <summary>What the process ends with; scripts rely on these four numbers.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The verb was understood but could not be done, or a result missed its expected value.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The data given is wrong: a missing column, an empty table, a broken file.</summary>
    public const int BadData = 3;
}
