# Sourced by ./flippy: builds the command line when a source is newer than the last build.
root=${root:-$(pwd)}
flippy=$root/artifacts/bin/Local/release/flippy

build_flippy() {
  local newer
  if [ -x "$flippy" ]; then
    # Folders count as well: deleting a source changes nothing else.
    newer=$(find "$root/src" "$root"/*.props "$root"/{global.json,.editorconfig,BannedSymbols.txt} -newer "$flippy" -not -name '*.lock.json' -print -quit)
    [ -z "$newer" ] && return
  fi
  command -v dotnet >/dev/null || { echo "Flippy Flip needs the .NET 10 SDK: https://dotnet.microsoft.com/download" >&2; exit 1; }
  echo "Building (about half a minute the first time) ..." >&2
  local log
  log=$(mktemp)
  if ! (cd "$root" && dotnet build src/Local/Local.csproj -c Release -v quiet --nologo) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "The build failed." >&2
    exit 1
  fi
  rm -f "$log"
  touch "$flippy"
}
