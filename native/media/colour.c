#include "colour.h"

#include <libavutil/pixfmt.h>
#include <math.h>

int fr_is_full_range(const AVFrame *picture)
{
    switch (picture->format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
        return 1;
    default:
        return picture->color_range == AVCOL_RANGE_JPEG;
    }
}

/* Larger than any standard-definition picture, also when it stands upright. */
static int is_hd(const AVFrame *picture)
{
    int longer = picture->width > picture->height ? picture->width : picture->height;
    int shorter = picture->width + picture->height - longer;
    return longer >= 1280 || shorter > 576;
}

/* Shares of red and blue in brightness. A stream that does not say is read as players do: 709 for HD, else 601.
   (FFmpeg's JPEG decoder always says: 601.) */
static void luma_shares(const AVFrame *picture, double *red, double *blue)
{
    int space = picture->colorspace;
    if (space == AVCOL_SPC_UNSPECIFIED || space == AVCOL_SPC_RESERVED)
        space = is_hd(picture) ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    switch (space) {
    case AVCOL_SPC_BT709:
        *red = 0.2126, *blue = 0.0722;
        break;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        *red = 0.2627, *blue = 0.0593;
        break;
    case AVCOL_SPC_FCC:
        *red = 0.30, *blue = 0.11;
        break;
    case AVCOL_SPC_SMPTE240M:
        *red = 0.212, *blue = 0.087;
        break;
    default:
        *red = 0.299, *blue = 0.114;
        break;
    }
}

static int32_t fixed(double value)
{
    return (int32_t)lrint(value * (1 << FR_MATRIX_BITS));
}

struct fr_matrix fr_matrix_of(const AVFrame *picture)
{
    int full = fr_is_full_range(picture);
    double red, blue;
    luma_shares(picture, &red, &blue);
    double green = 1 - red - blue;
    double scale_y = full ? 1.0 : 255.0 / 219, scale_c = full ? 1.0 : 255.0 / 224;
    return (struct fr_matrix){
        .black = (full ? 0 : 16) << FR_FRACTION_BITS,
        .y = fixed(scale_y),
        .rv = fixed(2 * (1 - red) * scale_c),
        .gu = fixed(2 * blue * (1 - blue) / green * scale_c),
        .gv = fixed(2 * red * (1 - red) / green * scale_c),
        .bu = fixed(2 * (1 - blue) * scale_c),
    };
}

static uint8_t to_byte(int32_t value)
{
    value = (value + (1 << (FR_MATRIX_BITS + FR_FRACTION_BITS - 1))) >> (FR_MATRIX_BITS + FR_FRACTION_BITS);
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

void fr_matrix_row(const struct fr_matrix *matrix, const uint16_t *y, const uint16_t *u, const uint16_t *v,
                   uint8_t *out, int width, int bgr)
{
    int red_at = bgr ? 2 : 0;
    for (int x = 0; x < width; x++) {
        int32_t luma = matrix->y * (y[x] - matrix->black);
        int32_t cb = u[x] - (128 << FR_FRACTION_BITS), cr = v[x] - (128 << FR_FRACTION_BITS);
        out[3 * x + red_at] = to_byte(luma + matrix->rv * cr);
        out[3 * x + 1] = to_byte(luma - matrix->gu * cb - matrix->gv * cr);
        out[3 * x + 2 - red_at] = to_byte(luma + matrix->bu * cb);
    }
}
