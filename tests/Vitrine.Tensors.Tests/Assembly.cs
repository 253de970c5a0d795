// The buffer pool's figures, the number of threads and the kernel are of the whole process, and tests measure or change them.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
