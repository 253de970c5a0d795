namespace Vitrine.Serving.Load;

/// <summary>What a server did under load, on a machine that it shares with what asks it.</summary>
/// <param name="Processors">Of the machine.</param>
/// <param name="SearchesPerSecond">That were sent.</param>
/// <param name="WritesPerSecond">That were sent in the second part.</param>
/// <param name="Seconds">Of each part.</param>
/// <param name="ReadyAfter">Milliseconds from the start of the process.</param>
/// <param name="Quiet">Searches alone.</param>
/// <param name="WithWrites">Searches while products were written.</param>
/// <param name="Writes">From a write to its acknowledgement.</param>
/// <param name="FoundAfter">From an acknowledgement until a search finds it.</param>
/// <param name="QuietProcessors">Processors that the server took.</param>
/// <param name="BusyProcessors">The same while products were written.</param>
/// <param name="QuietMegabytes">Its memory at the end of the first part.</param>
/// <param name="BusyMegabytes">At the end.</param>
internal sealed record LoadReport(int Processors, int SearchesPerSecond, int WritesPerSecond, int Seconds, double ReadyAfter, Latencies Quiet, Latencies WithWrites, Latencies Writes, Latencies FoundAfter,
    double QuietProcessors, double BusyProcessors, long QuietMegabytes, long BusyMegabytes);
