# Everything Lethe can be asked to do. The scripts behind it stand in deploy/scripts.
#
#   LETHE_HOME     folder of data, settings and logs   (default: .lethe)
#   PORT_OFFSET    moves every port up by this number  (default: 0)
#   DATA           folder of public evaluation data    (for demo, bench and evaluate)
#   FILE, MAPPING  labelled records of your own        (for evaluate, instead of DATA)
#   MODEL, SETS    a model file, only these sets       (for evaluate)
#   BATCH_ONLY     anything: no arrival one by one     (for evaluate)
#   SIZES          profiles of each batch              (for bench)
#   PROFILES       stored before anything is timed     (for bench, default: a million)
#   LETHE_CACHE    what is made once per machine       (default: ~/.cache/lethe)

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run stop dev test e2e demo bench evaluate build clean

export LETHE_HOME ?= $(CURDIR)/.lethe
export LETHE_CACHE ?= $(HOME)/.cache/lethe
export LETHE_PORT_OFFSET := $(or $(PORT_OFFSET),$(LETHE_PORT_OFFSET),0)
export LETHE_VENVS := $(LETHE_CACHE)

S := deploy/scripts

help: ## what you can ask for
	@echo "make <target>"
	@sed -nE 's/^([a-z0-9]+):[^#]*## (.*)/  \1\t\2/p' Makefile | expand -t 14

run: ## builds what has changed, starts everything, prints the address and the demo users
	@$(S)/build && exec $(S)/standalone run

stop: ## stops what make run started, in order; keeps the data
	@$(S)/standalone stop

dev: ## everything as in run, but the service with live reload
	@$(S)/dev

test: ## all checks and tests: Java, web UI, then a whole journey in a browser
	@$(S)/test

e2e: ## only the journey in a browser, on a throw-away stack
	@$(S)/build && $(S)/e2e

demo: ## a made-up retailer, five deletions and one access, on a throw-away stack; DATA=<folder> adds public data
	@$(S)/build && $(S)/drive demo

bench: ## how fast: the identity graph by itself (DATA=<folder> adds public data), then a throw-away stack
	@$(S)/build && $(S)/drive bench

evaluate: ## how right the identity graph is: DATA=<folder>, or FILE=<csv> MAPPING=<json>
	@$(S)/build && $(S)/drive evaluate

build: ## the jars, without tests
	@$(S)/build

clean: ## removes what was built; keeps the data in the home folder
	@rm -rf target */target deploy/*/target ui/dist
