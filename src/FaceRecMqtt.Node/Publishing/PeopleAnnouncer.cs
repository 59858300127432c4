using System.Threading.Channels;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Tells Home Assistant whom the node knows and does not ignore, at the start and after every change of the gallery.</summary>
/// <remarks>Not on the thread that changed the gallery; what changes within half a second is told at once.</remarks>
/// <param name="gallery">Who is known.</param>
/// <param name="devices">Where it is told.</param>
/// <param name="time">Clock.</param>
internal sealed class PeopleAnnouncer(FaceGallery gallery, HomeAssistantDevices devices, TimeProvider time)
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    // A bell, not a queue: everybody is looked at each time, so one ring is enough.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Announces until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        gallery.Changed += Ring;
        try
        {
            while (true)
            {
                _bell.Reader.TryRead(out _);
                devices.DescribePeople([.. gallery.Roster.Values.Where(person => !person.IsIgnored).OrderBy(person => person.Id, StringComparer.Ordinal).Select(person => new PersonDescription(person.Id, person.Name))]);
                await _bell.Reader.WaitToReadAsync(stopping);
                await Task.Delay(Gathering, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            gallery.Changed -= Ring;
        }
    }

    private void Ring() => _bell.Writer.TryWrite(true);
}
