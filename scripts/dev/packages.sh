# shellcheck shell=bash
# What the machine must have before anything is built.

# shellcheck disable=SC2034 # used by the other parts
BUILD_PACKAGES=(build-essential cmake nasm pkg-config perl curl file
    libwebkit2gtk-4.1-dev libgtk-3-dev librsvg2-dev libsoup-3.0-dev)
# shellcheck disable=SC2034
RUN_PACKAGES=(gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad)
# shellcheck disable=SC2034
TEST_PACKAGES=(xvfb xauth dbus dbus-x11 webkit2gtk-driver procps
    poppler-utils zbar-tools qpdf fonts-noto-core cups-ipp-utils
    xdotool faketime python3-gi gir1.2-gtk-3.0)

need_packages() {
    if ! command -v dpkg-query > /dev/null; then
        say "This is not Debian or Ubuntu: please see to it that these are installed: $*"
        return
    fi
    local missing=() package
    for package in "$@"; do
        if [[ "$(dpkg-query -W -f='${Status}' "$package" 2> /dev/null)" != *" installed" ]]; then
            missing+=("$package")
        fi
    done
    [[ ${#missing[@]} -eq 0 ]] || install_packages "${missing[@]}"
}

install_packages() {
    local as_root=()
    if [[ $EUID -ne 0 ]]; then
        if ! command -v sudo > /dev/null; then
            fail "These system packages are missing, and this is neither root nor is there sudo.
Please have somebody run:
    apt-get update && apt-get install --no-install-recommends $*"
        fi
        as_root=(sudo)
    fi
    say "Installing system packages: $*"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" < /dev/null > /dev/null
}

need_toolchains() {
    need_version cargo 1.95 "$(cargo --version 2> /dev/null | cut -d' ' -f2)" \
        "Rust, from https://rustup.rs"
    need_version node 20.19 "$(node --version 2> /dev/null | tr -d v)" "Node, from https://nodejs.org"
}

need_version() {
    local name=$1 least=$2 found=$3 where=$4
    [[ -n "$found" ]] || fail "$name is missing. Please install $where ($least or newer)."
    if [[ "$(printf '%s\n%s\n' "$least" "$found" | sort -V | head -n1)" != "$least" ]]; then
        fail "$name $found is too old. Please install $where ($least or newer)."
    fi
}

# Tools from crates.io, kept beside the build. Cargo's own list tells which is there: not every
# tool knows its `--version`.
need_tool() {
    local name=$1 version=$2
    if [[ ! -x "target/tools/bin/$name" ]] ||
        ! grep -qsF "\"$name $version " target/tools/.crates.toml; then
        say "Installing $name $version"
        # They run for seconds: optimising them would take longer.
        cargo install --quiet --locked --debug --root target/tools --version "$version" "$name"
    fi
}
