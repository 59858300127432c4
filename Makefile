# Two commands do everything on a fresh Debian machine with the .NET 10 SDK: `make demo` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CONFIGURATION ?= Release
FACEREC = dotnet artifacts/bin/FaceRecMqtt.Node/$(shell echo $(CONFIGURATION) | tr A-Z a-z)/facerec.dll
# System packages, each with the file that tells it is there.
BUILD_PACKAGES := cmake g++ pkg-config libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libgtk-3-0 libatomic1 ffmpeg npm
TEST_PACKAGES  := mosquitto mosquitto-clients gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-tools

.PHONY: help demo test bench build native models pictures format format-check clean deps deps-test

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

deps:
	@scripts/install-packages $(BUILD_PACKAGES)

deps-test:
	@scripts/install-packages $(BUILD_PACKAGES) $(TEST_PACKAGES)

native: deps ## Build the C shim over FFmpeg
	@cmake -S native -B build/native -DCMAKE_BUILD_TYPE=Release --log-level=WARNING
	@cmake --build build/native --parallel 2 -- --no-print-directory

build: native ## Build everything
	@dotnet build FaceRecMqtt.sln -c $(CONFIGURATION) --nologo -v quiet

pictures: build/pictures/sample1.jpg
build/pictures/sample1.jpg: | deps
	@scripts/fetch-pictures build/pictures

models: build ## Fetch the starter models into build/data
	@$(FACEREC) models fetch starter --data build/data

demo: build models pictures ## Recognise people on a decoded video; SOURCE=rtsp://… uses your own camera
	@scripts/make-demo-clip
	@$(FACEREC) demo --data build/data --clip build/clips/demo.mp4 --picture build/clips/enroll-woman.jpg $(if $(SOURCE),--source '$(SOURCE)') $(if $(SECONDS_TO_RUN),--seconds $(SECONDS_TO_RUN))

test: deps-test build models pictures ## Run all tests
	@scripts/run-tests $(CONFIGURATION)

bench: deps-test build models pictures ## Measure speed against named baselines; ONLY=decode,alloc measures some
	@dotnet artifacts/bin/FaceRecMqtt.Benchmarks/$(shell echo $(CONFIGURATION) | tr A-Z a-z)/FaceRecMqtt.Benchmarks.dll $(ONLY)

format: ## Format the code
	@dotnet format FaceRecMqtt.sln

format-check:
	@dotnet format FaceRecMqtt.sln --verify-no-changes

clean: ## Remove everything that was built or fetched
	@rm -rf artifacts build
