namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Why a command did not do what was asked; on the wire in snake_case.</summary>
public enum CommandError
{
    /// <summary>No command of that name.</summary>
    UnknownCommand,

    /// <summary>Switched off by the configuration.</summary>
    NotAllowed,

    /// <summary>Too many commands in a short time.</summary>
    RateLimited,

    /// <summary>Broken JSON, an unknown key, a missing or wrong argument.</summary>
    BadRequest,

    /// <summary>Payload or picture over the limit.</summary>
    TooLarge,

    /// <summary>No face in the picture.</summary>
    NoFace,

    /// <summary>Several faces where one is needed.</summary>
    ManyFaces,

    /// <summary>The face is too small.</summary>
    TooSmall,

    /// <summary>The face is too blurred.</summary>
    TooBlurred,

    /// <summary>The embedding is too short to mean anything.</summary>
    LowPreNorm,

    /// <summary>The face already is somebody else.</summary>
    LooksLikeOther,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>What was to be made exists.</summary>
    Exists,

    /// <summary>Too much is waiting, or such work already runs.</summary>
    Busy,

    /// <summary>The backend cannot be used.</summary>
    BackendUnavailable,

    /// <summary>The data belongs to another model.</summary>
    ModelMismatch,

    /// <summary>The command took too long.</summary>
    Timeout,

    /// <summary>The program stops.</summary>
    Cancelled,

    /// <summary>A fault of the program; its log says more.</summary>
    Internal,
}
