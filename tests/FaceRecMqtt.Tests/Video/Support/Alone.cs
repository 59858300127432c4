namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>Tests that measure this process, and so run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
