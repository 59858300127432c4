namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Why a pack cannot be used or installed.</summary>
public enum PackFault
{
    /// <summary>No pack has this name, and no folder with a manifest is there.</summary>
    Unknown,

    /// <summary>A manifest has a mistake.</summary>
    Manifest,

    /// <summary>The pack is known but not installed.</summary>
    NotInstalled,

    /// <summary>An installed file is missing or changed.</summary>
    Damaged,

    /// <summary>The licence has to be accepted first.</summary>
    Licence,

    /// <summary>A published file is not there.</summary>
    Missing,

    /// <summary>A published file is not the one the manifest states, is no ONNX model or is too large.</summary>
    Refused,

    /// <summary>The source cannot be reached or does not answer; trying again can help.</summary>
    Unreachable,

    /// <summary>The disk refuses: full, no rights, or another program installs just now.</summary>
    Disk,
}
