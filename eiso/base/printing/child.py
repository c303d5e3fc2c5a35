"""The child that fills a template nobody vouches for: little time, little memory.

Reads one JSON object, writes the document; a refusal is a word on stderr and exit 3.
"""

from __future__ import annotations

import base64
import json
import resource
import sys

CPU_SECONDS = 3
MEMORY_BYTES = 600 * 2**20
REFUSED = 3
LIMITS = {
    resource.RLIMIT_CPU: CPU_SECONDS,
    resource.RLIMIT_AS: MEMORY_BYTES,
    resource.RLIMIT_FSIZE: 2**26,
    resource.RLIMIT_NPROC: 0,
}


def limit() -> None:
    """Seconds of work, bytes of memory and of files, and no further process."""
    for kind, most in LIMITS.items():
        resource.setrlimit(kind, (most, most))


def main() -> int:
    """Limits first; then what is read can no longer hurt."""
    limit()
    from eiso.base.printing.rendering import Picture, render  # noqa: PLC0415

    asked = json.load(sys.stdin.buffer)
    pictures = {
        name: Picture(base64.b64decode(content), width, says)
        for name, (content, width, says) in asked["pictures"].items()
    }
    try:
        made = render(base64.b64decode(asked["template"]), asked["context"], pictures)
    except Exception as error:  # noqa: BLE001 - whatever a hostile file makes libraries raise
        sys.stderr.write(f"{type(error).__name__}: {error}"[:500])
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
