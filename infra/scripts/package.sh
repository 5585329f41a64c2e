#!/usr/bin/env bash
# Publishes the Azure head and packs it as Flex Consumption wants it.
set -euo pipefail

usage() {
    cat <<'TEXT'
package.sh <file.zip>              build the page, publish src/Functions for linux-x64 and pack both
package.sh --pack <folder> <file.zip>
                                   pack a folder that was published already
TEXT
}

# Without these the host starts and finds no function; the last one of them is a folder with a dot, which many tools leave out. The page is what checks rounds.
needed=(host.json functions.metadata extensions.json worker.config.json .azurefunctions/ web/verifier/index.html)

pack() {
    local folder=$1 target=$2 name missing=()
    [[ -d $folder ]] || { echo "package.sh: there is no folder $folder" >&2; exit 1; }
    for name in "${needed[@]}"; do [[ -e $folder/$name ]] || missing+=("$name"); done
    if ((${#missing[@]} > 0)); then
        echo "package.sh: the published folder lacks ${missing[*]}" >&2
        exit 1
    fi
    # Settings of a developer's machine may hold secrets.
    if [[ -e $folder/local.settings.json ]]; then
        echo "package.sh: local.settings.json must not be published" >&2
        exit 1
    fi
    rm -f "$target"
    (cd "$folder" && zip --quiet --recurse-paths - .) >"$target"
    echo "$target: $(stat -c %s "$target") bytes"
}

case ${1:-} in
    -h | --help) usage ;;
    --pack)
        (($# == 3)) || { usage >&2; exit 2; }
        pack "$2" "$3"
        ;;
    '' | -*) usage >&2; exit 2 ;;
    *)
        root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
        folder=$root/artifacts/package
        rm -rf "$folder"
        # The page goes into the package, so it comes first.
        npm ci --prefix "$root/src/Web" --no-audit --no-fund
        npm run build --prefix "$root/src/Web"
        # The bot tells this commit at /api/health/*, and the gate waits for it.
        dotnet publish "$root/src/Functions/Functions.csproj" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true \
            -p:SourceRevisionId="$(git -C "$root" rev-parse HEAD)" -o "$folder"
        pack "$folder" "$1"
        ;;
esac
