using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <content>What has to be done for those who are remembered: to forget them in time, and to embed them with another model.</content>
internal sealed partial class UnknownClusters
{
    /// <summary>Forgets faces that are too old, and who has none left; overwrites what was removed since the last call.</summary>
    /// <returns>How many people are forgotten.</returns>
    public int Expire()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var future = _all.Values.SelectMany(unknown => unknown.Faces).Where(face => face.Created > now).ToArray();
            var old = _all.Values.SelectMany(unknown => unknown.Faces.Where(face => now - face.Created >= _options.Age), (unknown, face) => (unknown, face)).ToArray();
            var gone = old.GroupBy(entry => entry.unknown).Where(group => group.Count() == group.Key.Faces.Count).Select(group => group.Key).ToArray();
            if (future.Length + old.Length > 0)
            {
                _database.Commit(_ => Done(() =>
                {
                    // Kept while the clock was wrong: counts from today, or it would outlive its time.
                    Array.ForEach(future, face => _table.Date(face.Row, now));
                    Array.ForEach(old, entry => _table.RemoveFace(entry.face.Row));
                    Array.ForEach(gone, unknown => _table.Remove(unknown.Id));
                }));
                Array.ForEach(future, face => face.Created = now);
                Array.ForEach(old, entry => entry.unknown.Faces.Remove(entry.face));
                Array.ForEach(gone, unknown => _all.Remove(unknown.Id));
                FollowIgnored();
            }

            if (_hasRemains || old.Length > 0)
            {
                _database.Purge();
                _hasRemains = false;
            }

            return gone.Length;
        }
    }

    /// <summary>Faces a model has not embedded yet, of the last seen people first. A damaged picture is passed over: it is forgotten in its time.</summary>
    public List<StoredCrop> Missing(EmbeddingModel model, int limit)
    {
        lock (_gate)
        {
            return
            [
                .. _all.Values.OrderByDescending(unknown => unknown.LastSeen).SelectMany(unknown => unknown.Faces)
                    .Where(face => !face.IsEmbeddedBy(model.Hash)).Select(Crop).OfType<StoredCrop>().Take(limit),
            ];
        }
    }

    private StoredCrop? Crop(UnknownFace face)
    {
        try
        {
            return _table.Crop(face.Row) is { } crop ? new StoredCrop(face.Row, crop) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Stores a model's embeddings of faces; those removed meanwhile are passed over.</summary>
    public void Embed(EmbeddingModel model, IReadOnlyList<(long Row, FaceEmbedding Embedding)> embeddings)
    {
        lock (_gate)
        {
            var byRow = _all.Values.SelectMany(unknown => unknown.Faces).ToDictionary(face => face.Row);
            _database.Commit(_ => Done(() =>
            {
                foreach (var (row, embedding) in embeddings)
                {
                    _table.Embed(row, embedding, model);
                }
            }));
            foreach (var (row, embedding) in embeddings)
            {
                byRow.GetValueOrDefault(row)?.Embed(model.Hash, embedding);
            }

            FollowIgnored();
        }
    }
}
