namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Why a file cannot be written or read, for who asked.</summary>
public enum ArchiveProblem
{
    /// <summary>The name cannot be a file of this folder.</summary>
    BadName,

    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>There is such a file already.</summary>
    Exists,

    /// <summary>It is not what it should be: damaged, of another program, of a newer version.</summary>
    Unusable,

    /// <summary>It is larger than is taken.</summary>
    TooLarge,

    /// <summary>The disk did not do it.</summary>
    Disk,
}

/// <summary>A file of the data folder could not be written or read; nothing was changed.</summary>
/// <param name="problem">Why.</param>
/// <param name="message">What failed and what helps, as a sentence.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class ArchiveException(ArchiveProblem problem, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public ArchiveProblem Problem { get; } = problem;
}
