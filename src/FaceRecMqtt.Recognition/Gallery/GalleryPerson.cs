namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>An enrolled person.</summary>
/// <param name="Id">Stable id: <c>[a-z0-9-]+</c>, kept when the person is renamed.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Samples">Pictures enrolled.</param>
/// <param name="Created">When the person was enrolled first.</param>
/// <param name="Changed">When a sample or the name changed last.</param>
public sealed record GalleryPerson(string Id, string Name, int Samples, DateTimeOffset Created, DateTimeOffset Changed);
