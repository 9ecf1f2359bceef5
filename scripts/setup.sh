#!/bin/sh
# Puts the hash-locked environment of requirements.lock into .venv. Quick when nothing changed.
# Needs Python >= 3.11 with its venv module; everything else comes from the package index.
set -eu
cd "$(dirname "$0")/.."
UV_VERSION=0.13.9

fail() { printf 'setup: %s\n' "$1" >&2; exit 1; }

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || printf 'no python3')
    fail "Python 3.11 or newer is needed, found ${found}. Install it, or name it: PYTHON=/path/to/python3.11 make setup / 需要 Python 3.11 或更新版本"
fi

stamp=.venv/.setup-stamp
wanted="uv ${UV_VERSION} $("$python" --version) $(cat requirements.lock pyproject.toml | cksum) $(pwd)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

"$python" -c 'import venv, ensurepip' 2>/dev/null \
    || fail "Python's venv or pip is missing. On Debian or Ubuntu: apt-get install python3-venv / 缺少 Python 的 venv 或 pip 模块"

if [ ! -x .tools/bin/uv ] || [ "$(.tools/bin/uv --version | cut -d' ' -f2)" != "$UV_VERSION" ]; then
    printf 'setup: installing uv %s into .tools\n' "$UV_VERSION"
    rm -rf .tools
    "$python" -m venv .tools || fail "could not make the .tools environment. On Debian or Ubuntu: apt-get install python3-venv"
    .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==${UV_VERSION}" \
        || fail "could not install uv ${UV_VERSION} from the package index. Check the network or pip's index setting."
fi

printf 'setup: installing requirements.lock into .venv\n'
[ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
    || .tools/bin/uv venv --quiet --clear --python "$python" .venv
rm -f "$stamp"
.tools/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock \
    || fail "the locked packages could not be installed; the lines above say which. Check the network."
.tools/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . \
    || fail "the project itself could not be installed; the lines above say why."
printf '%s' "$wanted" > "$stamp"
