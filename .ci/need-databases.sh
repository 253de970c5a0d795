# What the tests of the index on PostgreSQL need: a real server, and PGlite (PostgreSQL with pgvector in WebAssembly). Where they cannot be had, the tests
# are skipped, and counted. Sourced by ./test.
PGLITE_MODULES="@electric-sql/pglite@0.5.14 @electric-sql/pglite-socket@0.2.17 @electric-sql/pglite-pgvector@0.0.15"

need_databases() {
  need_postgresql
  need_pglite
}

need_postgresql() {
  ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
  say "Installing PostgreSQL for the tests of the index on it …"
  apt-get install -y -qq --no-install-recommends postgresql >bin/postgresql.log 2>&1 \
    || { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } >bin/postgresql.log 2>&1 \
    || say "PostgreSQL cannot be had here (bin/postgresql.log); the tests on it are skipped."
}

need_pglite() {
  [ ! -d bin/pglite/node_modules/@electric-sql/pglite-pgvector ] || return 0
  command -v npm >/dev/null 2>&1 || { say "npm is not here; the tests on PGlite are skipped."; return 0; }
  mkdir -p bin/pglite
  [ -f bin/pglite/package.json ] || echo '{ "private": true }' >bin/pglite/package.json
  # No script of a package runs.
  npm install --prefix bin/pglite --no-audit --no-fund --ignore-scripts $PGLITE_MODULES >bin/pglite.log 2>&1 \
    || { rm -rf bin/pglite; say "PGlite cannot be had here (bin/pglite.log); the tests on it are skipped."; }
}
