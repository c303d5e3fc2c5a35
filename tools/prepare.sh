#!/bin/sh
# Make .venv from the lock file, with nothing but Python >= 3.11 on the machine.
# Usage: tools/prepare.sh [dev]     "dev" adds what tests and checks need.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 UV_SYSTEM_CERTS=1

python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            python=$("$name" -c 'import sys; print(sys.executable)')
            break
        fi
    done
fi
[ -n "$python" ] || { echo "Cần Python 3.11, 3.12 hoặc 3.13 (apt-get install python3 python3-venv)." >&2; exit 2; }

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    uv=.tools/bin/uv
    if [ ! -x "$uv" ]; then
        "$python" -m venv .tools ||
            { echo "Chưa tạo được môi trường. Trên Debian: apt-get install python3-venv" >&2; exit 2; }
        .tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
    fi
fi

# Nothing to do when the lock file has not moved since the last time.
stamp=.venv/.prepared-${1:-run}
if [ -x .venv/bin/eiso ] && [ -f "$stamp" ] && [ ! uv.lock -nt "$stamp" ] && [ ! pyproject.toml -nt "$stamp" ]; then
    exit 0
fi
if [ "${1:-}" = dev ]; then
    "$uv" sync --quiet --frozen --python "$python"
    touch .venv/.prepared-run
else
    "$uv" sync --quiet --frozen --no-dev --inexact --python "$python"
fi
touch "$stamp"
