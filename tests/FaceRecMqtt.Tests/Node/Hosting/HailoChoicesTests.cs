using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Tests.Backends;
using FaceRecMqtt.Tests.Hailo.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Node.Hosting;

/// <summary>What a node asks a recogniser on an NPU before it serves.</summary>
[Collection(nameof(FaceRecMqtt.Tests.Hailo.Simulation.StandIn))]
public sealed class HailoChoicesTests(ContractModels models) : IClassFixture<ContractModels>
{
    [Theory]
    [InlineData(InputMistake.None, true, null)]
    [InlineData(InputMistake.SwappedChannels, true, "channel order swapped")]
    [InlineData(InputMistake.NormalisedTwice, true, "normalised twice")]
    [InlineData(InputMistake.NormalisedTwice, false, "normalised twice")]
    [InlineData(InputMistake.SwappedChannels, false, null)]
    public void With_a_known_face_beside_the_hef_a_wrong_input_is_noticed_and_without_one_colours_are_not(InputMistake mistake, bool hasReference, string? expected)
    {
        using var standIn = StandInDevice.Load();
        var section = new BackendSection
        {
            Name = "npu",
            Kind = BackendKind.Hailo,
            Library = StandInDevice.Path,
            DetectorHef = models.DetectorHef(8),
            RecogniserHef = models.RecogniserHef(8, isNarrow: false, mistake),
        };
        var file = HailoReferenceFile.Beside(section.RecogniserHef);
        File.Delete(file);
        if (hasReference)
        {
            File.WriteAllBytes(file, HailoReferenceFile.ToBytes(new(models.Reference.SelfTest.Crop, models.Reference.SelfTest.Raw)));
        }

        var choice = new HailoChoices(new NpuHealth(TimeProvider.System, NullLogger.Instance), TimeProvider.System, NullLoggerFactory.Instance).Of(section);
        using var backend = choice.Open();
        var problem = choice.SelfTest(backend);
        if (expected is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(expected, problem, StringComparison.Ordinal);
        }
    }
}
