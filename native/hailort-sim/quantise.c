#include "quantise.h"
#include <math.h>

size_t element_size(const struct layer *layer, int type)
{
    if (type == TYPE_FLOAT32)
        return sizeof(float);
    if (type == TYPE_AUTO || type == (layer->bits == 8 ? TYPE_UINT8 : TYPE_UINT16))
        return (size_t)layer->bits / 8;
    return 0;
}

void quantise(const struct layer *layer, const float *values, void *quantised)
{
    size_t count = layer_elements(layer);
    float highest = layer->bits == 8 ? 255 : 65535;
    bool has_limits = layer->quant.max > layer->quant.min;
    for (size_t i = 0; i < count; i++) {
        float value = values[i];
        if (has_limits)
            value = value > layer->quant.max ? layer->quant.max : value >= layer->quant.min ? value : layer->quant.min;
        float number = rintf(value / layer->quant.scale + layer->quant.zero_point);
        number = number > highest ? highest : number >= 0 ? number : 0; /* not-a-number becomes 0 */
        if (layer->bits == 8)
            ((uint8_t *)quantised)[i] = (uint8_t)number;
        else
            ((uint16_t *)quantised)[i] = (uint16_t)number;
    }
}

void dequantise(const struct layer *layer, const void *quantised, float *values)
{
    size_t count = layer_elements(layer);
    for (size_t i = 0; i < count; i++) {
        float number = layer->bits == 8 ? ((const uint8_t *)quantised)[i] : ((const uint16_t *)quantised)[i];
        values[i] = (number - layer->quant.zero_point) * layer->quant.scale;
    }
}
