using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Vitrine.Catalogue.Tests.Fuzz;

/// <summary>
/// Mutated tables, archives and option texts: whatever comes of them, it is an answer or a message, soon and in little memory. <c>VITRINE_FUZZ=100000</c> says how many
/// inputs, <c>VITRINE_FUZZ=1122..1123</c> which; the figures are in the test's output.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int UsualInputs = 4000;
    private const long MostMegabytes = 500;
    private const int MostShown = 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Fact]
    public void Read_MutatedInputs_AnswerOrSayWhatIsWrong()
    {
        var said = Environment.GetEnvironmentVariable("VITRINE_FUZZ");
        int[] bounds = [.. (said ?? $"{UsualInputs}").Split("..").Select(bound => int.Parse(bound, CultureInfo.InvariantCulture))];
        var (first, inputs) = (bounds.Length > 1 ? bounds[0] : 0, bounds[^1]);
        var faults = new ConcurrentBag<string>();
        var (answers, longest) = (0, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        using var common = new TemporaryFolder();
        var seeds = new Seeds(common);
        var cores = Environment.ProcessorCount;
        Parallel.For(0, cores, core =>
        {
            using var folder = new TemporaryFolder();
            var fuzz = new FuzzInput(seeds, folder);
            for (var number = first + core; number < inputs; number += cores)
            {
                var start = clock.Elapsed;
                try
                {
                    fuzz.Run(number);
                    Interlocked.Increment(ref answers);
                }
                catch (CatalogueException)
                {
                    // A message.
                }
#pragma warning disable CA1031 // any other exception is what is looked for
                catch (Exception e)
#pragma warning restore CA1031
                {
                    faults.Add($"input {number}: {e}");
                }

                var took = clock.Elapsed - start;
                if (took > Longest)
                    faults.Add($"input {number}: {took.TotalSeconds:0.0} s");
                lock (seeds)
                    longest = took > longest ? took : longest;
            }
        });

        using var process = Process.GetCurrentProcess();
        var megabytes = process.PeakWorkingSet64 >> 20;
        output.WriteLine($"{inputs - first} inputs, {answers} answers, {faults.Count} faults, {clock.Elapsed.TotalSeconds:0} s ({process.TotalProcessorTime.TotalSeconds:0} s of processors), "
            + $"longest {longest.TotalSeconds:0.00} s, peak {megabytes} MB");
        Assert.True(faults.IsEmpty, string.Join("\n\n", faults.Take(MostShown)));
        // An input that is nearly always refused would test nothing.
        Assert.InRange(answers, first > 0 ? 0 : inputs / 4, inputs);
        if (said is not null)
            Assert.True(megabytes < MostMegabytes, $"{megabytes} MB"); // among other tests the peak is theirs
    }
}
