namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Chooses the layers that get 16 bits in selective mode.</summary>
internal static class WideLayers
{
    /// <summary>The named layers, or the last of each kind where none is named.</summary>
    /// <param name="layers">All layers.</param>
    /// <param name="names">Names as the user typed them; see <see cref="LayerName"/>.</param>
    /// <exception cref="QuantiseException">There is no such layer; the message lists all.</exception>
    public static IReadOnlyList<WeightLayer> Choose(IReadOnlyList<WeightLayer> layers, IReadOnlyList<string> names) => names.Count == 0
        ? [.. layers.GroupBy(layer => layer.Kind).Select(kind => kind.Last())]
        : [.. names.Select(name => layers.FirstOrDefault(layer => layer.Name.Node == name || layer.Name.Numbered == name)
            ?? throw new QuantiseException($"no layer is named `{name}`; there is: {string.Join(", ", layers.Select(layer => layer.Name))}"))];
}
