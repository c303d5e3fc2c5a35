"""Bytes that were acknowledged survive a power cut; a full disk leaves nothing behind."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from pathlib import Path

import pytest

from eiso.base.errors import RefusedFile
from eiso.base.faults import injected
from eiso.base.files import services
from eiso.base.files.models import StoredFile
from eiso.base.trail import sealing, verify
from tests.base import filekit, trailkit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.EISO_HOME = tmp_path


class PowerCut:
    """What would be on the disk if the power went now: only what was fsynced.

    A file's bytes survive its own fsync; a name survives the fsync of its folder, and a
    folder's name that of the folder above. (reliability, T7)
    """

    def __init__(self, monkeypatch, broken: str = "") -> None:
        self.safe_bytes: set[int] = set()
        self.safe_names: dict[str, int] = {}
        self.open_files: dict[int, str] = {}
        self.broken = broken
        real_fsync, real_open = os.fsync, os.open

        def open_(path, flags, mode=0o777):
            number = real_open(path, flags, mode)
            self.open_files[number] = str(path)
            return number

        def fsync(number: int) -> None:
            real_fsync(number)
            self._note(number)

        monkeypatch.setattr(os, "open", open_)
        monkeypatch.setattr(os, "fsync", fsync)

    def _note(self, number: int) -> None:
        path = Path(self.open_files.get(number, ""))
        if path.is_dir() and self.broken != "folders":
            for child in path.iterdir():
                self.safe_names[str(child)] = child.stat().st_ino
        elif path.is_file() and self.broken != "files":
            self.safe_bytes.add(os.fstat(number).st_ino)

    def survives(self, path: Path, home: Path) -> bool:
        """Would `path` be found, whole, after the power came back?"""
        step = path
        while step != home:
            if self.safe_names.get(str(step)) != step.stat().st_ino:
                return False
            step = step.parent
        return path.stat().st_ino in self.safe_bytes


def survives_when_the_row_is_written(
    monkeypatch, tmp_path, broken: str = "", there_before: bool = False
) -> bool:
    disk = PowerCut(monkeypatch, broken)
    if there_before:
        services.store(filekit.pdf(), "a.pdf")
        disk.safe_names.clear()
    seen: list[bool] = []
    real = StoredFile.objects.create

    def create(**facts):
        seen.append(disk.survives(services.path_of(facts["sha256"]), tmp_path))
        return real(**facts)

    monkeypatch.setattr(StoredFile.objects, "create", create)
    services.store(filekit.pdf(), "a.pdf")
    return seen == [True]


def test_the_file_would_survive_a_power_cut_before_its_row_exists(
    monkeypatch, tmp_path
):
    assert survives_when_the_row_is_written(monkeypatch, tmp_path)


@pytest.mark.parametrize("broken", ["files", "folders"])
def test_the_model_catches_a_missing_fsync(monkeypatch, tmp_path, broken):
    """The control: without either fsync the same test fails."""
    assert not survives_when_the_row_is_written(monkeypatch, tmp_path, broken)


def test_a_file_already_there_is_made_safe_again(monkeypatch, tmp_path):
    """Its first writer may have died before the fsync of the folder."""
    assert survives_when_the_row_is_written(monkeypatch, tmp_path, there_before=True)


def test_the_same_bytes_lie_there_once():
    first = services.store(filekit.pdf(), "a.pdf")
    second = services.store(filekit.pdf(), "b.pdf")

    assert first.sha256 == second.sha256 == hashlib.sha256(filekit.pdf()).hexdigest()
    assert first.code != second.code
    assert sum(p.is_file() for p in services.root().rglob("*")) == 1


@pytest.mark.parametrize(
    "point", ["files.write", "files.before_link", "files.after_link"]
)
def test_a_full_disk_is_said_and_leaves_no_half_file(point):
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with injected(point, full), pytest.raises(services.NoSpace, match="ổ đĩa"):
        services.store(filekit.pdf(), "a.pdf")

    assert list((services.root() / "tmp").iterdir()) == []
    assert StoredFile.objects.count() == 0
    assert services.read(services.store(filekit.pdf(), "a.pdf")) == filekit.pdf()


def test_what_a_killed_process_left_is_swept(settings):
    def die() -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, injected("files.before_link", die):
        patch.setattr(Path, "unlink", lambda *a, **k: None)  # kill -9 runs no finally
        with pytest.raises(KeyboardInterrupt):
            services.store(filekit.pdf(), "a.pdf")
    left = list((services.root() / "tmp").iterdir())
    assert len(left) == 1

    assert services.sweep_temporary() == 0
    os.utime(left[0], (1, 1))
    assert services.sweep_temporary() == 1


def test_damaged_bytes_are_never_given_out_and_are_found():
    stored = services.store(filekit.pdf(), "a.pdf")
    lost = services.store(filekit.png(), "b.png")
    assert verify.run().problems == []
    services.path_of(stored.sha256).write_bytes(filekit.pdf() + b"x")
    services.path_of(lost.sha256).unlink()

    for each in (stored, lost):
        with pytest.raises(services.Damaged):
            services.open_verified(each)
    assert {p.where for p in verify.run().problems} == {stored.code, lost.code}
    with pytest.raises(services.Damaged):
        services.store(filekit.pdf(), "a.pdf")


def test_a_swapped_file_is_found_also_when_its_row_was_swapped_with_it():
    """Whoever puts another file in place must change the row, and the row is sealed."""
    stored = services.store(filekit.pdf(), "a.pdf", scope="H48/")
    other = services.store(filekit.pdf(b"% khac"), "b.pdf", scope="H48/")
    sealing.seal_everything()
    assert verify.run().problems == []
    assert trailkit.standalone_problems(files=services.root()) == []
    with trailkit.as_superuser():
        sql = "UPDATE files_storedfile SET sha256 = %s WHERE id = %s"
        trailkit.execute(sql, other.sha256, stored.pk)
        trailkit.lock_again()

        assert [p.where for p in verify.run().problems] == [f"files {stored.pk}"]
        others = trailkit.standalone_problems(files=services.root())
        assert [p["where"] for p in others] == [f"files {stored.pk}"]

    services.path_of(other.sha256).write_bytes(b"swapped")
    found = trailkit.standalone_problems(files=services.root())
    assert [p["where"] for p in found] == [other.code]


def test_a_stream_is_stored_from_its_beginning(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(filekit.pdf())
    with path.open("rb") as stream:
        stream.read(10)
        stored = services.store(stream, "a.pdf")

    assert services.read(stored) == filekit.pdf()


def test_a_refusal_in_the_middle_of_an_act_leaves_the_act_undone():
    with contextlib.suppress(RefusedFile):
        services.store(b"MZ", "a.pdf")

    assert StoredFile.objects.count() == 0
