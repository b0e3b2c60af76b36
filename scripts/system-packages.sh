#!/bin/sh
# Look for the system packages that printing needs; install what is missing, or say what it is.
#
#   scripts/system-packages.sh          what "make handouts" needs
#   scripts/system-packages.sh test     and what "make test" needs besides
#
# Nothing is installed where nothing is missing. With apt, as root or through sudo, missing
# packages are installed; anywhere else the list is printed and the exit status is 1.
set -eu

purpose=${1:-run}
python=${PYTHON:-python3}

need() { # need DEBIAN-PACKAGE COMMAND...: COMMAND tells whether the package is there
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
has_library() { "$python" -c "import ctypes, sys; ctypes.CDLL(sys.argv[1])" "$1" || "$python" -c "
import ctypes, sys; ctypes.CDLL(sys.argv[1].split('.so')[0] + '.dylib')" "$1"; }
has_browser() { command -v google-chrome || command -v chromium; }
has_font() { fc-list ":family=$1" family | grep -q .; }

if ! command -v "$python" >/dev/null; then
    echo "There is no $python. Install Python 3.11 or newer, or name yours: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info)'; then
    echo "$("$python" --version) is too old: Python 3.11 or newer is needed (Debian 12, Ubuntu 24.04 and" >&2
    echo "newer bring it). Where another Python is installed, name it: make PYTHON=python3.12" >&2
    exit 1
fi

look() { # fill $missing
    missing=
    need "python$version-venv" "$python" -c "import venv, ensurepip"
    need fontconfig command -v fc-list
    need libpango-1.0-0 has_library libpango-1.0.so.0
    need libpangoft2-1.0-0 has_library libpangoft2-1.0.so.0
    need libharfbuzz-subset0 has_library libharfbuzz-subset.so.0
    for family in "Noto Sans" "Noto Naskh Arabic" "Noto Nastaliq Urdu" "Noto Sans Devanagari" \
        "Noto Sans Khmer" "Noto Sans Ethiopic"; do
        need fonts-noto-core has_font "$family"
    done
    need fonts-noto-cjk has_font "Noto Sans CJK SC"
    if [ "$purpose" = test ]; then
        need gettext command -v msgcat
        need poppler-utils command -v pdftotext
        need openssh-client command -v ssh-keygen
        need git command -v git
        # Ubuntu has Chromium as a snap only, which cannot read our files; there and on a Mac, the tests in a
        # browser use the Chrome that is installed, or say that they are skipped.
        if [ "$(uname)" = Linux ] && ! grep -qsx ID=ubuntu /etc/os-release; then
            need chromium has_browser
        fi
    fi
    # shellcheck disable=SC2086 # a list of packages
    missing=$(printf '%s\n' $missing | sort -u | paste -sd ' ' -)
}

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
look
[ -n "$missing" ] || exit 0

say_what_is_missing() {
    echo "Something that printing needs is missing."
    if [ "$(uname)" = Darwin ]; then
        echo "Install it and run make again (its Debian names: $missing):"
        echo
        echo "    brew install python fontconfig pango gettext poppler"
        echo "    brew install --cask font-noto-sans font-noto-sans-cjk-sc font-noto-naskh-arabic \\"
        echo "        font-noto-nastaliq-urdu font-noto-sans-devanagari font-noto-sans-khmer font-noto-sans-ethiopic"
    else
        echo "Install it as an administrator and run make again. In the names of Debian and Ubuntu:"
        echo
        echo "    apt-get install $missing"
    fi
} >&2

root=
if [ "$(id -u)" != 0 ]; then
    root=sudo
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        root=none
    fi
fi
if ! command -v apt-get >/dev/null || [ "$root" = none ]; then
    say_what_is_missing
    exit 1
fi
echo "installing: $missing"
# shellcheck disable=SC2086 # a list of packages
if ! said=$({
    $root apt-get update -qq
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
} 2>&1); then
    printf '%s\n' "$said" >&2
    echo "apt-get did not install them (see above). Is there a network? Run make again to go on." >&2
    exit 1
fi
look
[ -z "$missing" ] || { say_what_is_missing; exit 1; }
