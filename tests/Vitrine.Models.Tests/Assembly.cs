// The number of worker threads is one setting of the process, and tests change it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
