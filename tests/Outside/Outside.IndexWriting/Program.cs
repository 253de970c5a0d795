using System.Diagnostics;
using Outside.IndexWriting;

// Makes one commit after the other, and says each that has returned, until somebody ends it; or by itself, should nobody be left to do so.
var clock = Stopwatch.StartNew();
using var writer = WrittenIndex.Open(args[0]);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
while (clock.Elapsed < TimeSpan.FromSeconds(20))
    output.WriteLine(WrittenIndex.CommitNext(writer));
