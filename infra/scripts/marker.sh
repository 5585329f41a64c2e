#!/usr/bin/env bash
# Marks a deployment on Application Insights' charts.
set -euo pipefail

usage() {
    cat <<'TEXT'
marker.sh <component id> <release> <outcome>
    component id   resource id of the Application Insights component (output componentId of main.bicep)
    outcome        deployed, rolled back, not deployed, failed
TEXT
}

case ${1:-} in -h | --help) usage; exit ;; esac
(($# == 3)) || { usage >&2; exit 2; }

# The portal shows markers of this category only. Properties are JSON inside JSON.
# shellcheck disable=SC2016 # it is JavaScript
body=$(RELEASE=$2 OUTCOME=$3 node -e '
const { RELEASE, OUTCOME, GITHUB_RUN_ID, GITHUB_REPOSITORY, GITHUB_ACTOR } = process.env;
const properties = { release: RELEASE, outcome: OUTCOME, by: GITHUB_ACTOR ?? "by hand" };
if (GITHUB_RUN_ID) properties.run = `https://github.com/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
console.log(JSON.stringify({
  Id: crypto.randomUUID(), AnnotationName: `${OUTCOME}: ${RELEASE}`, EventTime: new Date().toISOString(), Category: "Deployment", Properties: JSON.stringify(properties),
}));')
az rest --method put --uri "$1/Annotations?api-version=2015-05-01" --headers Content-Type=application/json --body "$body" --only-show-errors --output none
