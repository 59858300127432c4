using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Handles;

/// <summary>Something that lives on another native object and keeps it alive.</summary>
internal abstract class DependentHandle : SafeHandle
{
    private readonly SafeHandle _owner;

    /// <param name="value">What the library made.</param>
    /// <param name="owner">What it lives on.</param>
    /// <exception cref="ObjectDisposedException">The owner is released already.</exception>
    private protected DependentHandle(nint value, SafeHandle owner)
        : base(value, ownsHandle: true)
    {
        _owner = owner;
        var added = false;
        owner.DangerousAddRef(ref added);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Releases this object alone.</summary>
    private protected abstract bool ReleaseOwn();

    /// <inheritdoc/>
    protected sealed override bool ReleaseHandle()
    {
        var released = ReleaseOwn();
        _owner.DangerousRelease();
        return released;
    }
}
