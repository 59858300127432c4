namespace FaceRecMqtt.Tests.Backends;

/// <summary>The contract over HailoRT with outputs of 16 bits, computed in float32.</summary>
[Collection(nameof(FaceRecMqtt.Tests.Hailo.Simulation.StandIn))]
public sealed class SixteenBitContractTests(ContractModels models, ITestOutputHelper output) : HailoContract(models, output, bits: 16), IClassFixture<ContractModels>
{
    private protected override float LeastCosine => 0.99999f;
}
