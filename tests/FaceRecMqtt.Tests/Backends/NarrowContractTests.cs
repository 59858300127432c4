namespace FaceRecMqtt.Tests.Backends;

/// <summary>The contract over HailoRT with a recogniser that computes with 8 bits from its first layer to its last, as an NPU does.</summary>
[Collection(nameof(FaceRecMqtt.Tests.Hailo.Simulation.StandIn))]
public sealed class NarrowContractTests(ContractModels models, ITestOutputHelper output) : HailoContract(models, output, bits: 8, isNarrow: true), IClassFixture<ContractModels>
{
    private protected override float LeastCosine => 0.95f;
}
