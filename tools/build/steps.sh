# Steps that ./run and ./test share. Sourced with the repository's root as working directory.
# Each step remembers in build/ what it was done for, and does nothing when nothing changed.

# The compiler's cache serves every clone on this machine: paths below the root count as relative.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Packages that packages.txt names; lines marked "# test" only with the argument `test`.
install_packages() {
  local kind=${1:-run} stamp wanted missing
  stamp=build/stamps/packages-$kind-$(sha256sum packages.txt | cut -c1-16)
  [ -e "$stamp" ] && return
  if [ "$kind" = test ]; then wanted=$(grep -vE '^(#|$)' packages.txt | awk '{print $1}')
  else wanted=$(grep -vE '^(#|$)|# test' packages.txt | awk '{print $1}'); fi
  # A Node.js from elsewhere brings its own npm and conflicts with Debian's.
  command -v npm >/dev/null && wanted=$(printf '%s\n' "$wanted" | grep -vxE 'nodejs|npm')
  missing=$(comm -23 <(printf '%s\n' $wanted | sort) <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | awk '$1=="ii"{print $2}' | sort -u))
  if [ -n "$missing" ]; then
    say "Installing $(wc -w <<<"$missing") packages: $(tr '\n' ' ' <<<"$missing")"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y --no-install-recommends install $missing
  fi
  mkdir -p build/stamps && touch "$stamp"
}

# build/release/bookmarket, or with arguments these targets.
build_server() {
  local stamp; stamp=build/stamps/server-$(tr ' /' '--' <<<"${*:-bookmarket}")
  [ -e "$stamp" ] && [ -z "$(find src bench CMakeLists.txt CMakePresets.json -newer "$stamp" -print -quit)" ] && return
  [ -e build/release/build.ninja ] || { say "Configuring"; cmake --preset release >/dev/null; }
  say "Building the server (some minutes the first time)"
  ninja -C build/release "${@:-bookmarket}"
  mkdir -p build/stamps && touch "$stamp"
}

# web/dist
build_web() {
  local stamp=web/dist/.built
  if [ ! -e web/node_modules/.package-lock.json ] || [ web/package-lock.json -nt web/node_modules/.package-lock.json ]; then
    say "Installing the web client's libraries"
    npm ci --prefix web --no-audit --no-fund --loglevel=error || return
    touch web/node_modules/.package-lock.json
  fi
  if [ ! -e "$stamp" ] || [ -n "$(find web api/openapi.json -path web/node_modules -prune -o -path web/dist -prune -o -type f -newer "$stamp" -print -quit)" ]; then
    say "Building the web client"
    npm run --silent --prefix web build || return
    touch "$stamp"
  fi
}
