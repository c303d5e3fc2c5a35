"""Read the environment; refuse nonsense by name."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(SystemExit):
    """A setting that cannot be used; the process stops with one sentence."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"Thiết lập {name} không dùng được: {why}")


def env_str(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_bool(name: str, *, default: bool) -> bool:
    text = env_str(name)
    if not text:
        return default
    if text.lower() not in {"true", "false", "1", "0"}:
        raise BadSetting(name, f"“{text}” không phải True hoặc False.")
    return text.lower() in {"true", "1"}


def env_int(name: str, default: int) -> int:
    text = env_str(name)
    if not text:
        return default
    if not text.isdigit():
        raise BadSetting(name, f"“{text}” không phải số nguyên không âm.")
    return int(text)


def env_list(name: str) -> list[str]:
    return [part.strip() for part in env_str(name).split(",") if part.strip()]


def env_path(name: str, default: str) -> Path:
    return Path(env_str(name) or default).expanduser().resolve()


def env_secret(name: str) -> str:
    """NAME, or the content of the file NAME_FILE points to."""
    file = env_str(f"{name}_FILE")
    if not file:
        return env_str(name)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{name}_FILE", f"không đọc được tệp ({error}).") from error


def database(url: str, home: Path) -> dict[str, object]:
    """Django's DATABASES entry: SQLite under EISO_HOME, or DATABASE_URL for PostgreSQL."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "db.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL, not NORMAL: NORMAL lost acknowledged writes in a power-cut model.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting("DATABASE_URL", "chỉ nhận postgresql://…")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "") or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
