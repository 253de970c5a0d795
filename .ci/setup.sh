# What ./vitrine and ./test both need before they can build: the .NET SDK, and one build at a time.
# Sourced, never run. Everything here talks on stderr, so that a verb's stdout stays its own.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 && return 0
  say "vitrine: the .NET 10 SDK is not installed (no 'dotnet' on the PATH)."
  say "  hint: get it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
  exit 1
}

# Names, sizes and times of every source file: equal fingerprints mean that there is nothing to build.
# Unlike "newer than a stamp" it also sees a deleted file and one restored with an old date. Costs about 10 ms.
sources_fingerprint() {
  find src Directory.Build.props Directory.Packages.props global.json \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' \
    | LC_ALL=C sort | sha256sum | cut -c1-16
}

# build LOG ARGUMENTS…: dotnet with its output in LOG, shown when it fails. Packages with a known vulnerability are named also when it does not.
# Descriptor 9 (the lock) is closed for it: a compiler server that outlives the build must not keep the lock.
build() {
  local log=$1; shift
  # One compiler for all projects: thirty that start anew take three times the time.
  if UseSharedCompilation=true "$@" >"$log" 2>&1 9>&-; then
    grep -oE 'warning NU190[1-4]: [^[]*' "$log" | sort -u >&2 || true
    return 0
  fi
  grep -E 'error|warning' "$log" | sort -u | head -40 >&2 || true
  say "vitrine: the build failed; the whole output is in $log"
  return 1
}
