# What ./vitrine and ./test both need before they can build: the .NET SDK, libvips, and one build at a time.
# Sourced, never run. Everything here talks on stderr, so that a verb's stdout stays its own.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 && return 0
  say "vitrine: the .NET 10 SDK is not installed (no 'dotnet' on the PATH)."
  say "  hint: get it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
  exit 1
}

libvips_present() {
  local file
  for file in /usr/lib/*-linux-gnu/libvips.so.42 /usr/local/lib/libvips.so.42 /usr/lib/libvips.so.42 /usr/lib64/libvips.so.42 \
              /opt/homebrew/lib/libvips.42.dylib /usr/local/lib/libvips.42.dylib; do
    [ -e "$file" ] && return 0
  done
  command -v ldconfig >/dev/null 2>&1 && ldconfig -p 2>/dev/null | grep -q 'libvips\.so\.42'
}

# libvips decodes every photo and draws the synthetic shop. Debian 12 calls the package libvips42, its successors libvips42t64.
need_libvips() {
  libvips_present && return 0
  local root=() package
  if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" != 0 ]; then
      if command -v sudo >/dev/null 2>&1; then root=(sudo); [ -t 0 ] || root=(sudo -n); else root=(false); fi
    fi
    say "Installing libvips (once) …"
    for attempt in "" update; do
      [ -z "$attempt" ] || "${root[@]}" apt-get update -qq >&2 || true
      for package in libvips42 libvips42t64; do
        "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
          -o DPkg::Lock::Timeout=120 "$package" >/dev/null 2>&1 && libvips_present && return 0
      done
    done
  fi
  say "vitrine: libvips (libvips.so.42) is missing and could not be installed from here; without it no image can be read."
  say "  hint: as root, 'apt-get update && apt-get install --no-install-recommends libvips42'; on macOS 'brew install vips'."
  return 1
}

# Names, sizes and times of every source file: equal fingerprints mean that there is nothing to build.
# Unlike "newer than a stamp" it also sees a deleted file and one restored with an old date. Costs about 10 ms.
sources_fingerprint() {
  find src bench/Vitrine.Works Directory.Build.props Directory.Packages.props global.json \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' \
    | LC_ALL=C sort | sha256sum | cut -c1-16
}

# build LOG ARGUMENTS…: dotnet with its output in LOG, shown only when it fails.
# Descriptor 9 (the lock) is closed for it: a compiler server that outlives the build must not keep the lock.
build() {
  local log=$1; shift
  "$@" >"$log" 2>&1 9>&- && return 0
  grep -E 'error|warning' "$log" | sort -u | head -40 >&2 || true
  say "vitrine: the build failed; the whole output is in $log"
  return 1
}
