using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.SecondLooks;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>backend/policy</c>: whether the CPU is asked where an NPU is not sure.</summary>
internal static class PolicyCommand
{
    /// <summary>The command.</summary>
    /// <param name="companion">Is told.</param>
    /// <param name="chosen">Is told the policy that holds from now on.</param>
    public static CommandDefinition Of(CompanionBackend companion, Action<string> chosen) =>
        new("backend/policy", "Who decides: fixed (the active backend alone) or auto (also the CPU, where an NPU is not sure).", (call, _) =>
            Task.FromResult(Set(companion, call.RequiredText("policy"), chosen)))
        {
            Arguments = [new("policy", ArgumentKind.Text, "fixed or auto.") { Required = true, Min = 1 }],
            BareArgument = "policy",
            Changes = true,
        };

    /// <summary>The policy's name in topics.</summary>
    public static string Name(CompanionBackend companion) => companion.IsAuto ? "auto" : "fixed";

    private static CommandReply Set(CompanionBackend companion, string policy, Action<string> chosen)
    {
        if (policy is not ("fixed" or "auto"))
        {
            return CommandReply.Failed(CommandError.BadRequest, "The policy is fixed or auto.");
        }

        if (policy == "auto" && !companion.IsPossible)
        {
            return CommandReply.Failed(CommandError.BackendUnavailable, "auto needs a backend of kind onnx beside the NPU; add one to backends.");
        }

        companion.IsAuto = policy == "auto";
        chosen(policy);
        return CommandReply.Ok(new JsonObject { ["policy"] = Name(companion) });
    }
}
