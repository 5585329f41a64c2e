#!/usr/bin/env bash
# Keeps released packages, deploys one, and goes back to the one before when the gate fails.
# Flex Consumption has no slots and no rollback of its own: going back means deploying the earlier package again, so every package is kept.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
    cat <<'TEXT'
release.sh put <file.zip> <commit>       keep a package and print its release: the commit and the start of the package's digest
release.sh roll-out <release>            deploy it, run the gate; promote it, or go back to the promoted one
release.sh rollback                      deploy the promoted release again and run the gate
release.sh back-to <release>             deploy an earlier release, run the gate, promote it
release.sh current                       print the promoted release

From the environment: RESOURCE_GROUP, APP_NAME, ARCHIVE_NAME (account with the container "releases"),
APP_URL and what smoke.mjs reads: BOT_TOKEN as a rule, SMOKE_READY_WITHIN when an index is built (see smoke.mjs --help).
Whether all of it is there, and Discord knows the token, is looked at before anything is deployed.

A release that begins with a whole commit and a dash, as "put" makes them, must name that commit at /api/health/ready to pass the gate.

Exit status: 0 done; 1 taken back, the earlier release was deployed again; 2 wrong use; 3 somebody must look; 4 nothing was deployed.
TEXT
}

say() { printf '%s\n' "$*" >&2; }

# The name becomes part of a blob's name and of a path.
named() {
    [[ $1 =~ ^[A-Za-z0-9._-]{1,80}$ ]] || { say "release.sh: \"$1\" is no name of a release"; exit 2; }
}

blob() {
    local verb=$1
    shift
    az storage blob "$verb" --auth-mode login --account-name "$ARCHIVE_NAME" --container-name releases --only-show-errors "$@"
}

digest() { sha256sum "$1" | cut -d ' ' -f 1; }

# Two builds of one commit differ: with the digest in its name, none takes the place of the one that was promoted, which is the way back.
put() {
    local file=$1 sha release
    [[ -s $file ]] || { say "release.sh: $file is missing or empty"; exit 2; }
    sha=$(digest "$file")
    release=$2-${sha:0:12}
    named "$release"
    blob upload --name "$release.zip" --file "$file" --overwrite true --metadata "sha256=$sha" --output none
    say "kept $release"
    printf '%s\n' "$release"
}

current() {
    local file=$scratch/current there
    there=$(blob exists --name current --query exists --output tsv) || return 1
    [[ $there == true ]] || return 0
    blob download --name current --file "$file" --output none || return 1
    tr -d '[:space:]' <"$file"
}

promote() {
    printf '%s\n' "$1" >"$scratch/promoted"
    blob upload --name current --file "$scratch/promoted" --overwrite true --output none || return 1
    say "promoted $1"
}

# Brings a package here; nothing is deployed before it is here and whole.
take() {
    local release=$1 file=$scratch/$1.zip kept
    kept=$(blob show --name "$release.zip" --query metadata.sha256 --output tsv) || { say "there is no package of $release"; return 1; }
    blob download --name "$release.zip" --file "$file" --output none || return 1
    [[ $(digest "$file") == "$kept" ]] || { say "the package of $release is not the one that was kept"; return 1; }
}

deploy() {
    say "deploying $1"
    az functionapp deployment source config-zip --resource-group "$RESOURCE_GROUP" --name "$APP_NAME" --src "$scratch/$1.zip" --only-show-errors --output none
}

# Without the commit, the instances of the release before could pass for those of this one.
gate() {
    local commit=()
    [[ $1 =~ ^([0-9a-f]{40})- ]] && commit=(--release "${BASH_REMATCH[1]}")
    node "$here/smoke.mjs" --url "$APP_URL" "${commit[@]}" >&2
}

deploy_and_gate() { deploy "$1" && gate "$1"; }

nothing() { say "$1; nothing was deployed"; exit 4; }

go_back() {
    local good=$1
    if [[ -z $good ]]; then
        say "there is no earlier release to go back to"
        exit 3
    fi
    say "going back to $good"
    take "$good" || { say "$good cannot be deployed again"; exit 3; }
    deploy_and_gate "$good" || { say "$good does not pass the gate either"; exit 3; }
}

roll_out() {
    local release=$1 good
    # Asked before anything changes: without the answer there would be no way back.
    good=$(current) || nothing "the promoted release cannot be read"
    take "$release" || nothing "$release cannot be taken"
    if deploy_and_gate "$release"; then
        promote "$release" || { say "$release runs, but could not be promoted"; exit 3; }
        return
    fi
    go_back "$good"
    say "$release was taken back; $good runs"
    exit 1
}

rollback() {
    local good
    good=$(current) || nothing "the promoted release cannot be read"
    go_back "$good"
}

back_to() {
    take "$1" || nothing "$1 cannot be taken"
    deploy_and_gate "$1" || { say "$1 does not pass the gate"; exit 3; }
    promote "$1" || { say "$1 runs, but could not be promoted"; exit 3; }
}

# Not ${name:?}: bash would end with a number that says that something was taken back.
needs() {
    local name
    for name; do
        [[ -n ${!name:-} ]] || nothing "$name is not set"
    done
}

wanted() {
    (($1 == $2)) || { usage >&2; exit 2; }
    needs ARCHIVE_NAME
}

# A gate that cannot do its work would take a good release down.
target() {
    needs RESOURCE_GROUP APP_NAME APP_URL
    node "$here/smoke.mjs" --url "$APP_URL" --check >&2 || nothing "the gate lacks something"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

case ${1:-} in
    -h | --help) usage ;;
    put) wanted $# 3; named "$3"; put "$2" "$3" ;;
    current) wanted $# 1; current; echo ;;
    roll-out) wanted $# 2; named "$2"; target; roll_out "$2" ;;
    rollback) wanted $# 1; target; rollback ;;
    back-to) wanted $# 2; named "$2"; target; back_to "$2" ;;
    *) usage >&2; exit 2 ;;
esac
