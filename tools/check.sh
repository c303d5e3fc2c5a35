#!/bin/sh
# Every static check; all of them run, the exit code says whether all were clean.
cd "$(dirname "$0")/.." || exit 2
bin=.venv/bin
failed=
step() {
    name=$1
    shift
    if out=$("$@" 2>&1); then
        echo "ok    $name"
    else
        printf '%s\n' "$out"
        echo "FAIL  $name"
        failed=1
    fi
}
no_other_host() { ! grep -E '^source = \{ registry|url = ' uv.lock | grep -vE 'https://(pypi\.org|files\.pythonhosted\.org)/'; }
lock_is_current() { $bin/python tools/check_lock.py; }
templates() { git ls-files 'eiso/**/*.html' | xargs -r $bin/djhtml --tabwidth 2 --check; }
# Left out: style rules djhtml owns (H014-H016, H025, H033, H035), meta rules of public pages
# (H006 to H031, H036, H043), and H053: axe sees the ids of the finished page.
template_faults() { git ls-files 'eiso/**/*.html' | xargs -r $bin/djlint --lint --quiet --profile=django --ignore=H006,H014,H015,H016,H023,H025,H029,H030,H031,H033,H035,H036,H043,H053; }
migrations() { EISO_HOME=$(mktemp -d) $bin/python manage.py makemigrations --check --dry-run; }
deploy() {
    home=$(mktemp -d)
    EISO_HOME=$home EISO_PRODUCTION=true EISO_HOSTS=eiso.example.vn \
        EISO_SECRET_KEY=$($bin/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
        $bin/python manage.py check --deploy --fail-level WARNING
}
step "lock: public index only" no_other_host
step "lock: matches pyproject" lock_is_current
step "format" $bin/ruff format --check --quiet .
step "lint" $bin/ruff check --quiet .
step "template indentation" templates
step "template faults" template_faults
step "imports" $bin/lint-imports
step "types" $bin/mypy eiso
step "migrations" migrations
step "deploy" deploy
[ -z "$failed" ]
