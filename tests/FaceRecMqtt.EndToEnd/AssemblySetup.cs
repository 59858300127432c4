using Xunit.Sdk;
using Xunit.v3;

// Every test starts programs that want both cores: one at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]
