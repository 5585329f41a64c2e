# Sourced by ./flippy: builds the sandbox's page and the command line, each when a source is newer than its last build.
root=${root:-$(pwd)}
web=$root/src/Web
flippy=$root/artifacts/bin/Local/release/flippy

# Runs quietly; shows what was said, and the sentence, only when it failed.
built() {
  local sentence=$1 log status=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 || { status=$?; cat "$log" >&2; echo "$sentence" >&2; }
  rm -f "$log"
  return "$status"
}

# Nobody needs the page but who opens it: whatever goes wrong here is said, and the bot starts all the same.
build_page() {
  local page=$web/dist/sandbox/index.html least=20.19 version without='The page is not built; the bot starts without it.'
  if [ -f "$page" ] && [ -z "$(find "$web" \( -path "$web/node_modules" -o -path "$web/dist" \) -prune -o -newer "$page" -print -quit)" ]; then
    return 0
  fi
  version=$(node --version 2>/dev/null) || version=v0
  if ! command -v npm >/dev/null || [ "$(printf '%s\n' "$least" "${version#v}" | sort -V | head -n 1)" != "$least" ]; then
    echo "The page of the sandbox needs Node $least or later: https://nodejs.org. $without" >&2
    return 0
  fi
  if [ ! "$web/node_modules/.package-lock.json" -nt "$web/package-lock.json" ]; then
    echo "Fetching what the page is made of ..." >&2
    built "$without" npm ci --prefix "$web" --no-audit --no-fund || return 0
  fi
  echo "Building the page ..." >&2
  built "$without" npm run build --prefix "$web" || return 0
  touch "$page"
}

build_flippy() {
  local newer page=()
  if [ -x "$flippy" ]; then
    # Of the page only what was built goes into the program.
    [ -d "$web/dist" ] && page=("$web/dist")
    # Folders count as well: deleting a source changes nothing else.
    newer=$(find "$root/src" ${page[@]+"${page[@]}"} "$root"/*.props "$root"/{global.json,.editorconfig,BannedSymbols.txt} -path "$web" -prune -o -newer "$flippy" -not -name '*.lock.json' -print -quit)
    [ -z "$newer" ] && return
  fi
  command -v dotnet >/dev/null || { echo "Flippy Flip needs the .NET 10 SDK: https://dotnet.microsoft.com/download" >&2; exit 1; }
  echo "Building (about half a minute the first time) ..." >&2
  (cd "$root" && built "The build failed." dotnet build src/Local/Local.csproj -c Release -v quiet --nologo) || exit 1
  touch "$flippy"
}
