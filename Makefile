# What CI runs, people run: make demo, make check, make conformance, make bench, make install, make format.

SHELL := /bin/bash
PREFIX ?= /usr/local
SWIFT ?= swift
# The installed program: one file, fully static, without symbols.
STATIC := --scratch-path .build-static -c release --static-swift-stdlib -Xswiftc -static-executable -Xlinker -s
STRATA := .build-static/release/strata
# Where shells look for what completes commands, beneath $PREFIX/share.
COMPLETIONS := bash-completion/completions/strata zsh/site-functions/_strata fish/vendor_completions.d/strata.fish
CHECKED := --explicit-target-dependency-import-check error

.PHONY: help packages test-packages build demo check lint test faults conformance bench install format clean

help:
	@echo 'make demo      build strata, fill a catalogue, generate, change, diff: see what it is for'
	@echo 'make check     format lint, build with warnings as errors, all tests'
	@echo 'make faults    kills, power loss, full disks, damage and hostile input: the long form'
	@echo 'make conformance  render the bundled template for every combination and judge each document'
	@echo 'make bench     speed and memory, as ratios measured beside references'
	@echo 'make install   install strata into $$PREFIX/bin (default /usr/local)'
	@echo 'make format    format the sources'

# Debian packages: SQLite, SHA-256 and YAML, as libraries to link. Installed only where missing.
packages:
	@.ci/packages

# strace too, with which tests have system calls fail.
test-packages:
	@.ci/packages tests

build: packages
	$(SWIFT) build $(STATIC) $(CHECKED) --product strata

demo: build
	@STRATA=$(abspath $(STRATA)) Seeds/demo.sh

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

# The last line is the test runner's own summary.
check: test-packages lint build
	$(SWIFT) build --build-tests $(CHECKED)
	STRATA_BINARY=$(abspath $(STRATA)) $(SWIFT) test --skip-build

test: test-packages
	$(SWIFT) test $(CHECKED)

# The fault tests of make check with many more rounds, and their figures; STRATA_FAULTS_SEED=N chooses other ones.
faults: test-packages build
	$(SWIFT) build --build-tests $(CHECKED)
	STRATA_FAULTS=long STRATA_BINARY=$(abspath $(STRATA)) $(SWIFT) test --skip-build --filter FaultTests
	Tests/Faults/fuzz 1000000

# Every document that the bundled template can make, judged by ../shared/tools; minutes. Skipped where that is absent.
conformance: build
	@STRATA=$(abspath $(STRATA)) .ci/conformance

bench: build
	$(SWIFT) build $(STATIC) --product StrataBenchmarks
	STRATA=$(abspath $(STRATA)) BENCHMARKS=$(abspath .build-static/release/StrataBenchmarks) Tests/Benchmarks/run

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(STRATA) $(DESTDIR)$(PREFIX)/bin/strata
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,$(dir $(COMPLETIONS)))
	$(STRATA) --generate-completion-script bash >$(DESTDIR)$(PREFIX)/share/$(word 1,$(COMPLETIONS))
	$(STRATA) --generate-completion-script zsh >$(DESTDIR)$(PREFIX)/share/$(word 2,$(COMPLETIONS))
	$(STRATA) --generate-completion-script fish >$(DESTDIR)$(PREFIX)/share/$(word 3,$(COMPLETIONS))
	@echo 'installed $(DESTDIR)$(PREFIX)/bin/strata'

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

clean:
	rm -rf .build .build-static .build-demo .build-conformance .build-fuzz
