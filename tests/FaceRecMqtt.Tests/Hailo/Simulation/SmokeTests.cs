using System.Diagnostics;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

public sealed class SmokeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("hailort_sim_smoke", "`make native` builds it")]
    [InlineData("hailort_sim_smoke_address_undefined", "cmake -DSIM_SANITIZERS=ON builds it")]
    [InlineData("hailort_sim_smoke_thread", "cmake -DSIM_SANITIZERS=ON builds it")]
    public async Task The_driver_in_c_finds_nothing_wrong(string program, string cure)
    {
        var path = RepositoryRoot.Under("build", "native", "hailort-sim", program);
        Assert.SkipUnless(File.Exists(path), $"{program} is absent; {cure}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(new ProcessStartInfo(path) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        try
        {
            var text = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, text);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
