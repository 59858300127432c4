using Polly;
using Polly.Retry;

namespace FaceRecMqtt.Video.Cameras;

/// <summary>The pauses between connections: they double with every failure, with jitter, up to a limit.</summary>
internal static class CameraRetry
{
    internal static ResiliencePipeline<SessionEnd> Build(CameraOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder<SessionEnd> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<SessionEnd>
            {
                // A healthy connection that is lost leaves the pipeline, so that the next one starts with the shortest pause.
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome is { Exception: null, Result: { Finished: false, WasHealthy: false } }),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.RetryMaxDelay,
            })
            .Build();
}
