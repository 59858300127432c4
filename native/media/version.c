#include "facerec_media.h"

#include <libavcodec/avcodec.h>
#include <libavutil/avutil.h>

const char *fr_ffmpeg_version(void)
{
    return av_version_info();
}

int32_t fr_has_decoder(const char *name)
{
    return avcodec_find_decoder_by_name(name) != NULL;
}
