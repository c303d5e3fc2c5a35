#!/bin/sh
# What the tests need beside Python: Debian's PostgreSQL, Chromium, PDF tools, a Word reader.
# Installs what is missing when it may (root on Debian); otherwise names it and stops.
set -eu
missing=
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
command -v msgfmt >/dev/null 2>&1 || missing="$missing gettext"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=600 update -qq
    # shellcheck disable=SC2086
    apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Thiếu gói hệ thống cho bộ kiểm thử:$missing" >&2
    echo "Cài bằng: sudo apt-get install --no-install-recommends$missing" >&2
    exit 2
fi
