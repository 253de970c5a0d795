using System.Collections.Concurrent;
using System.Diagnostics;

namespace Vitrine.Serving.Load;

/// <summary>Sends requests at a fixed rate, whether earlier ones are answered or not, as customers do who know nothing of each other; so a server that stalls cannot hide it.</summary>
internal static class OpenLoop
{
    // Where the server falls behind, more would measure nothing but the queue.
    private const int MostOpen = 2000;

    /// <param name="perSecond">Requests a second.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="send">Sends the n-th; false where it was not answered well.</param>
    public static async Task<Latencies> RunAsync(int perSecond, TimeSpan duration, Func<int, Task<bool>> send)
    {
        var (done, failed, open) = (new ConcurrentBag<double>(), 0, new List<Task>());
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < perSecond * duration.TotalSeconds; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed);
            open.RemoveAll(task => task.IsCompleted);
            if (open.Count < MostOpen)
                open.Add(OneAsync(number, due));
            else
                Interlocked.Increment(ref failed);
        }

        await Task.WhenAll(open);
        return Latencies.Of(done, failed);

        async Task OneAsync(int number, TimeSpan due)
        {
            try
            {
                if (await send(number))
                    done.Add((clock.Elapsed - due).TotalMilliseconds);
                else
                    Interlocked.Increment(ref failed);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref failed);
            }
        }
    }
}
