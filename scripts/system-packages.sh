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
missing=

need() { # need DEBIAN-PACKAGE COMMAND...: COMMAND tells whether the package is there
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
has_library() { "$python" -c "import ctypes, sys; ctypes.CDLL(sys.argv[1])" "$1" || "$python" -c "
import ctypes, sys; ctypes.CDLL(sys.argv[1].split('.so')[0] + '.dylib')" "$1"; }
has_font() { fc-list ":family=$1" family | grep -q .; }

if ! command -v "$python" >/dev/null; then
    echo "There is no $python. Install Python 3.11, 3.12 or 3.13, or name yours: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info)'; then
    echo "$("$python" --version) is too old: Python 3.11 or newer is needed. Name another: make PYTHON=python3.12" >&2
    exit 1
fi

need python3-venv "$python" -c "import venv, ensurepip"
need ca-certificates "$python" -c "import os, ssl; p = ssl.get_default_verify_paths(); assert p.cafile or os.listdir(p.capath)"
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
fi

missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')
[ -n "${missing% }" ] || exit 0

root=
if [ "$(id -u)" != 0 ]; then
    root=sudo
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        root=none
    fi
fi
if ! command -v apt-get >/dev/null || [ "$root" = none ]; then
    {
        echo "Something that printing needs is missing. In the names of Debian and Ubuntu:"
        echo
        echo "    apt-get install $missing"
        echo
        echo "Install it and run make again. On macOS: brew install python fontconfig pango gettext, and"
        echo "brew install --cask font-noto-sans font-noto-sans-cjk-sc font-noto-naskh-arabic \\"
        echo "    font-noto-nastaliq-urdu font-noto-sans-devanagari font-noto-sans-khmer font-noto-sans-ethiopic"
    } >&2
    exit 1
fi
echo "installing: $missing"
$root apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
