# syntax=docker/dockerfile:1
# facerec for amd64 and arm64. The Home Assistant app is this image too, see ha-addon. docs/images.md tells what of this file was tried.
#   docker build -t facerec:0.1.0 .
#   docker buildx build --platform linux/amd64,linux/arm64 -t REGISTRY/facerec:0.1.0 --push .
ARG VERSION=0.1.0
# Driver and library of HailoRT must be of the very same version: 4.21.0 is Home Assistant OS's. 4.20.0 to 4.23.0 can be built.
ARG HAILORT_VERSION=4.21.0
# Managed package and native library must be of the same version.
ARG OPENCVSHARP_VERSION=4.13.0.20260627
ARG OPENCV_VERSION=4.13.0

# ---- the program: .NET compiles for the other processor without emulating it
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS program
ARG TARGETARCH
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig ./
COPY models models
COPY src src
RUN case "$TARGETARCH" in amd64) rid=linux-x64 ;; *) rid="linux-$TARGETARCH" ;; esac \
    && dotnet publish src/FaceRecMqtt.Node -c Release -r "$rid" --self-contained -p:DebugType=none -o /out --nologo -v quiet

# ---- the shim over FFmpeg: on the very Debian whose FFmpeg it will use
FROM debian:bookworm-slim AS native
RUN apt-get update \
    && apt-get install -y --no-install-recommends cmake gcc libc6-dev make pkg-config libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libavdevice-dev
COPY native /source
RUN cmake -S /source -B /build -DCMAKE_BUILD_TYPE=Release --log-level=WARNING \
    && cmake --build /build --target facerec_media facerec_cpu --parallel "$(nproc)" \
    && mkdir /out && cp /build/libfacerec_media.so /build/libfacerec_cpu.so /out/

# ---- libhailort from its tag; its own build fetches protobuf, spdlog and others from GitHub
FROM debian:bookworm-slim AS hailort
ARG HAILORT_VERSION
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates cmake g++ git make
RUN git clone --depth 1 --branch "v$HAILORT_VERSION" https://github.com/hailo-ai/hailort.git /source
RUN cmake -S /source -B /build -DCMAKE_BUILD_TYPE=Release \
    && cmake --build /build --target libhailort --parallel "$(nproc)" \
    && mkdir /out && cp "/build/hailort/libhailort/src/libhailort.so.$HAILORT_VERSION" /out/

# ---- OpenCV for still pictures: on amd64 it comes with the program's packages, on arm64 it is built, without windows and video
FROM debian:bookworm-slim AS opencv-amd64
RUN mkdir /out

FROM debian:bookworm-slim AS opencv-arm64
ARG OPENCV_VERSION
ARG OPENCVSHARP_VERSION
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates cmake g++ git make
RUN git clone --depth 1 --branch "$OPENCV_VERSION" https://github.com/opencv/opencv.git /opencv \
    && git clone --depth 1 --branch "$OPENCVSHARP_VERSION" https://github.com/shimat/opencvsharp.git /opencvsharp
RUN cmake -S /opencv -B /opencv/build -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/opencv/installed -DBUILD_SHARED_LIBS=OFF \
        -DBUILD_LIST=core,imgproc,imgcodecs,calib3d,features2d,flann,objdetect,photo,ml,video,stitching,dnn \
        -DBUILD_TESTS=OFF -DBUILD_PERF_TESTS=OFF -DBUILD_EXAMPLES=OFF -DBUILD_DOCS=OFF -DBUILD_opencv_apps=OFF -DBUILD_JAVA=OFF \
        -DBUILD_JPEG=ON -DBUILD_PNG=ON -DBUILD_TIFF=ON -DBUILD_WEBP=ON -DBUILD_ZLIB=ON -DBUILD_OPENJPEG=ON \
        -DWITH_FFMPEG=OFF -DWITH_GSTREAMER=OFF -DWITH_GTK=OFF -DWITH_V4L=OFF -DWITH_ADE=OFF -DWITH_OPENEXR=OFF \
    && cmake --build /opencv/build --target install --parallel "$(nproc)"
RUN cmake -S /opencvsharp/src -B /build -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=/opencv/installed -DNO_CONTRIB=ON -DNO_HIGHGUI=ON -DNO_VIDEOIO=ON \
    && cmake --build /build --parallel "$(nproc)" \
    && mkdir /out && cp /build/OpenCvSharpExtern/libOpenCvSharpExtern.so /out/

FROM opencv-$TARGETARCH AS opencv

# ---- what the program needs while it runs
FROM debian:bookworm-slim AS runtime
ARG TARGETARCH
RUN apt-get update \
    && if [ "$TARGETARCH" = amd64 ]; then pictures="libgtk-3-0 libatomic1"; fi \
    && apt-get install -y --no-install-recommends ca-certificates tzdata libssl3 libstdc++6 \
        libavformat59 libavcodec59 libavutil57 libswscale6 libavdevice59 $pictures \
    && rm -rf /var/lib/apt/lists/*
COPY --from=program /out /opt/facerec
COPY --from=native /out /opt/facerec
COPY --from=opencv /out /opt/facerec
COPY --from=hailort /out /usr/local/lib
RUN ldconfig && ln -s /opt/facerec/facerec /usr/local/bin/facerec

# ---- the starter models, checked, prepared and tried with a known face by the program itself
FROM runtime AS models
COPY --from=node:22-bookworm-slim /usr/local /usr/local
RUN facerec models fetch starter --data /usr/share/facerec \
    && chmod -R a+rX /usr/share/facerec

# ---- the image
FROM runtime AS image-amd64
LABEL io.hass.arch="amd64"

FROM runtime AS image-arm64
LABEL io.hass.arch="aarch64"

FROM image-$TARGETARCH
ARG VERSION
LABEL io.hass.type="app" \
      io.hass.version="$VERSION" \
      org.opencontainers.image.title="facerec" \
      org.opencontainers.image.description="Recognises faces in camera streams and tells MQTT and Home Assistant" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION"
COPY LICENSE /opt/facerec/
COPY --from=models /usr/share/facerec /usr/share/facerec
# Root stays the default, for the Supervisor writes an app's options for root's eyes only and sets no user. Everybody else runs it as 10001,
# as compose.yaml does; that user owns /data, and a new volume takes it over from here.
RUN useradd --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin facerec \
    && mkdir -m 0700 /data && chown facerec:facerec /data
# Data of a container; the app keeps its own in /data/facerec. Models that are not installed there come from the image.
ENV STATE_DIRECTORY=/data \
    FACEREC__DATA__SHIPPED=/usr/share/facerec \
    DOTNET_EnableDiagnostics=0
VOLUME /data
# A node that waits for its broker is healthy; one that does not answer is not.
HEALTHCHECK --interval=60s --timeout=20s --start-period=180s --retries=3 CMD ["facerec", "health"]
ENTRYPOINT ["facerec"]
CMD ["run"]
