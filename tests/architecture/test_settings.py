"""Every setting is described, and production refuses to start unsafe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECK = [sys.executable, "-c", "import django; django.setup(); print('started')"]
STRONG = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"

pytestmark = pytest.mark.pure


def start(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("EISO_", "DATABASE"))
    }
    env = {**kept, "DJANGO_SETTINGS_MODULE": "eiso.config.settings"}
    given = {"EISO_HOME": str(tmp_path), **settings}
    env.update({name: value for name, value in given.items() if value})
    return subprocess.run(CHECK, env=env, cwd=ROOT, capture_output=True, text=True)


def production(**changes: str) -> dict[str, str]:
    safe = {
        "EISO_PRODUCTION": "true",
        "EISO_SECRET_KEY": STRONG,
        "EISO_HOSTS": "eiso.example.vn",
    }
    return {**safe, **changes}


def test_every_setting_is_described():
    source = (ROOT / "eiso/config/settings.py").read_text(encoding="utf-8")
    described = (ROOT / "docs/operations/configuration.md").read_text(encoding="utf-8")

    names = set(re.findall(r'env_\w+\(\s*"([A-Z_]+)"', source))

    assert len(names) >= 10
    assert not {name for name in names if f"`{name}`" not in described}


def test_production_starts_when_safe(tmp_path):
    done = start(tmp_path, **production())

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"EISO_SECRET_KEY": ""}, "EISO_SECRET_KEY"),
        ({"EISO_SECRET_KEY": "short"}, "EISO_SECRET_KEY"),
        ({"EISO_HOSTS": ""}, "EISO_HOSTS"),
        ({"EISO_HOSTS": "*"}, "EISO_HOSTS"),
        ({"EISO_DEBUG": "true"}, "EISO_DEBUG"),
        ({"EISO_DEMO": "true"}, "EISO_DEMO"),
        ({"EISO_HOME": ""}, "EISO_HOME"),
        ({"EISO_PRODUCTION": "maybe"}, "EISO_PRODUCTION"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
    ],
)
def test_production_refuses_to_start_unsafe(tmp_path, changes, named):
    done = start(tmp_path, **production(**changes))

    assert done.returncode == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_two_processes_starting_together_share_one_key(tmp_path):
    command = [
        sys.executable,
        "-c",
        "from django.conf import settings as s; print(s.SECRET_KEY)",
    ]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "eiso.config.settings"}
    env = {**env, "EISO_HOME": str(tmp_path)}

    running = [
        subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    keys = {process.communicate()[0].strip() for process in running}

    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]
