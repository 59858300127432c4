namespace FaceRecMqtt.Tests.Backends;

/// <summary>The contract over HailoRT with outputs of 8 bits, computed in float32.</summary>
[Collection(nameof(FaceRecMqtt.Tests.Hailo.Simulation.StandIn))]
public sealed class EightBitContractTests(ContractModels models, ITestOutputHelper output) : HailoContract(models, output, bits: 8), IClassFixture<ContractModels>
{
    private protected override float LeastCosine => 0.999f;
}
