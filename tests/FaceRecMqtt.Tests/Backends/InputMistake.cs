namespace FaceRecMqtt.Tests.Backends;

/// <summary>What can be wrong with the input of a recogniser.</summary>
public enum InputMistake
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It gets RGB and wants BGR.</summary>
    SwappedChannels,

    /// <summary>Mean and scale are applied twice.</summary>
    NormalisedTwice,
}
