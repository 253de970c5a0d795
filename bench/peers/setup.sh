# Shared by the peers' run scripts: installs a Debian package that is missing, builds our side.
need_package() {
  dpkg -s "$1" >/dev/null 2>&1 && return
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "Installing $1 (only for the comparison) …" >&2
  $sudo apt-get install -y --no-install-recommends "$1" >&2 || { $sudo apt-get update >&2; $sudo apt-get install -y --no-install-recommends "$1" >&2; }
}

build_ours() {
  dotnet build "$here/../../Vitrine.Benchmarks" -c Release -v q -nologo -clp:ErrorsOnly >&2
}
