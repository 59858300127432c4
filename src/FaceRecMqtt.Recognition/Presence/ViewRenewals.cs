using FaceRecMqtt.Recognition.Cameras;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Notices views that nobody renews: a backend that computes no more, or whose camera is gone, must not leave people standing there for ever.</summary>
public sealed class ViewRenewals
{
    /// <summary>A view with faces in it holds no longer without being renewed.</summary>
    public static readonly TimeSpan Patience = 3 * CameraReport.InView.RenewedEvery;

    private readonly Dictionary<string, TimeSpan> _renewed = new(StringComparer.Ordinal);

    /// <summary>When <see cref="Lapsed"/> finds the next one; null when all views are empty.</summary>
    public TimeSpan? Due => _renewed.Count == 0 ? null : _renewed.Values.Min() + Patience;

    /// <summary>A camera told who is in view, or decided on somebody who is.</summary>
    /// <param name="camera">Camera's name.</param>
    /// <param name="isEmpty">Whether nobody is.</param>
    /// <param name="now">Now on a monotonic clock.</param>
    public void Renew(string camera, bool isEmpty, TimeSpan now)
    {
        if (isEmpty)
        {
            _renewed.Remove(camera);
        }
        else
        {
            _renewed[camera] = now;
        }
    }

    /// <summary>The views that hold no more, each as an empty one; each once.</summary>
    /// <param name="now">Now on a monotonic clock.</param>
    public IReadOnlyList<CameraReport.InView> Lapsed(TimeSpan now)
    {
        var lapsed = _renewed.Where(view => view.Value + Patience <= now).Select(view => view.Key).Order(StringComparer.Ordinal).ToList();
        lapsed.ForEach(camera => _renewed.Remove(camera));
        return [.. lapsed.Select(camera => new CameraReport.InView(camera, 0, []))];
    }
}
