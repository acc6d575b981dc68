# make setup | all | run | test | bench | nightly | install | grammar | format | lint | clean
# Each target installs what it needs first (scripts/setup.sh); on a fresh machine `make run` alone works.

PREFIX ?= /usr/local
PROGRAM = build/release/bin/atlas-lsp

.PHONY: all setup run test bench nightly install grammar docs format format-check lint clean

all: build/release/build.ninja
	@cmake --build --preset release --target atlas-lsp

build/%/build.ninja: CMakeLists.txt CMakePresets.json cmake/*.cmake */CMakeLists.txt
	@scripts/setup.sh build
	@cmake --preset $* -Wno-dev >/dev/null
	@touch $@

setup:
	@scripts/setup.sh build
	@scripts/setup.sh test

run: all
	@scripts/run_sample.sh $(PROGRAM)

test:
	@scripts/setup.sh test
	@scripts/test.sh

bench:
	@scripts/setup.sh test
	@bench/run

nightly:
	@scripts/setup.sh test
	@scripts/nightly.sh

install: build/release/build.ninja
	@cmake --build --preset release
	@cmake --install build/release --prefix $(PREFIX)

grammar:
	@scripts/setup.sh build
	@scripts/grammar.sh

docs: build/release/build.ninja
	@cmake --build --preset release --target docs

format:
	@scripts/format.sh

format-check:
	@scripts/format.sh --check

lint: build/dev/build.ninja
	@scripts/lint.sh

clean:
	rm -rf build
