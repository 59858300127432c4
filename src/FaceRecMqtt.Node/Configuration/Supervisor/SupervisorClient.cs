using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FaceRecMqtt.Node.Configuration.Supervisor;

/// <summary>Asks Home Assistant's Supervisor which broker there is.</summary>
/// <param name="address">The Supervisor; for an app <c>http://supervisor</c>.</param>
/// <param name="token">The app's token.</param>
/// <param name="patience">How long it is asked.</param>
/// <param name="time">Clock.</param>
internal sealed class SupervisorClient(Uri address, Secret token, SupervisorPatience patience, TimeProvider time)
{
    private const int LargestAnswer = 64 * 1024;

    private const string NoService = "Home Assistant has no MQTT service; install the app Mosquitto broker (Settings > Apps > App store) and start it, "
        + "or name a broker of yours under `mqtt` in the options of this app, then start this app again";

    /// <summary>The broker.</summary>
    /// <param name="tell">Is told once of each reason to wait.</param>
    /// <param name="stopping">Stops asking.</param>
    /// <exception cref="SupervisorException">There is none, or the Supervisor did not say within the patience.</exception>
    public async Task<MqttService> MqttServiceAsync(Action<string> tell, CancellationToken stopping)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = patience.Attempt, MaxResponseContentBufferSize = LargestAnswer };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        SupervisorException? last = null;
        var pipeline = new ResiliencePipelineBuilder<MqttService> { TimeProvider = time }
            .AddTimeout(patience.Total)
            .AddRetry(new RetryStrategyOptions<MqttService>
            {
                ShouldHandle = new PredicateBuilder<MqttService>().Handle<SupervisorException>(fault => fault.IsTransient),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = patience.FirstPause,
                MaxDelay = patience.LongestPause,
                OnRetry = attempt =>
                {
                    var fault = (SupervisorException)attempt.Outcome.Exception!;
                    if (fault.Message != last?.Message)
                    {
                        tell(fault.Message);
                    }

                    last = fault;
                    return default;
                },
            })
            .Build();
        try
        {
            return await pipeline.ExecuteAsync(async cancelled => await AskAsync(http, cancelled), stopping);
        }
        catch (TimeoutRejectedException)
        {
            throw last ?? new SupervisorException($"the Supervisor at {address} does not answer", isTransient: true);
        }
    }

    private async Task<MqttService> AskAsync(HttpClient http, CancellationToken stopping)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("services/mqtt", UriKind.Relative), stopping);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => ServiceAnswer.Read(await answer.Content.ReadAsByteArrayAsync(stopping))
                    ?? throw new SupervisorException($"the Supervisor's answer names no broker; {NoService}", isTransient: true),
                // What it says while nothing provides the service, which a broker that starts later changes.
                HttpStatusCode.BadRequest or HttpStatusCode.NotFound => throw new SupervisorException(NoService, isTransient: true),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new SupervisorException(
                    $"the Supervisor refuses this app ({(int)answer.StatusCode}): its token is wrong or its config.yaml lacks `services: [mqtt:want]`; install the app again", isTransient: false),
                var other => throw new SupervisorException($"the Supervisor at {address} answers with {(int)other}; it may still be starting", isTransient: true),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            throw new SupervisorException($"the Supervisor at {address} cannot be reached; it may still be starting", isTransient: true);
        }
    }
}
