using System.Text.Json;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Recognition.Enrolment;

namespace FaceRecMqtt.Node.Enrolling;

/// <summary>Guidance as it is published.</summary>
internal static class EnrollStates
{
    /// <summary>The payload.</summary>
    public static EnrollState Of(EnrolmentGuidance guidance) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(guidance.Step.ToString()),
        guidance.Person,
        guidance.Camera,
        guidance.Samples,
        guidance.Wanted,
        guidance.Text,
        guidance.Refusal is { } why ? JsonNamingPolicy.SnakeCaseLower.ConvertName(EnrolmentReply.Code(why).ToString()) : null);
}
