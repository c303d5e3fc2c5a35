"""Every hostile class is refused with a sentence; every honest file comes in (S5)."""

from __future__ import annotations

import resource
import time

import pytest
from django.http import HttpResponse

from eiso.base.errors import RefusedFile
from eiso.base.files import choices, names, services
from eiso.base.files.models import StoredFile
from eiso.base.files.serving import download
from tests.base import filekit

CLASSES = filekit.hostile()


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.EISO_HOME = tmp_path


def left_behind() -> list[str]:
    return [str(p) for p in services.root().rglob("*") if p.is_file()]


def test_there_are_enough_classes():
    assert len({name for name, _, _ in CLASSES}) >= 25


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [pytest.param(name, content, id=label) for label, name, content in CLASSES],
)
def test_a_hostile_file_is_refused_and_leaves_nothing(name, content):
    begun = time.monotonic()

    with pytest.raises(RefusedFile) as refusal:
        services.store(content, name)

    assert str(refusal.value).endswith(".")
    assert time.monotonic() - begun < 5
    assert left_behind() == []
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.long
def test_three_hundred_hostile_files_are_refused():
    tried = 0
    for seed in range(6):
        for label, name, content in filekit.hostile(seed):
            with pytest.raises(RefusedFile):
                services.store(content, name)
            tried += 1
            assert label
    assert tried >= 300
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1024 * 2**10


@pytest.mark.django_db
@pytest.mark.parametrize("name", filekit.GOOD)
def test_an_honest_file_comes_in_and_out_unchanged(name):
    stored = services.store(filekit.GOOD[name], name, scope="H48.101/")

    assert services.read(stored) == filekit.GOOD[name]
    assert stored.name == name
    assert stored.size == len(filekit.GOOD[name])


@pytest.mark.django_db
def test_files_of_common_programs_come_in():
    for name, content in filekit.made_by_libraries().items():
        assert services.store(content, name).size == len(content)


@pytest.mark.django_db
def test_a_script_inside_an_object_stream_is_named():
    content = next(
        c for label, _, c in CLASSES if label == "pdf script in object stream"
    )

    with pytest.raises(RefusedFile, match="mã chạy"):
        services.store(content, "p.pdf")


@pytest.mark.django_db
def test_only_the_allowed_kinds_come_in():
    with pytest.raises(RefusedFile, match="Chỉ nhận"):
        services.store(filekit.pdf(), "a.pdf", allowed=choices.TABLES)


@pytest.mark.django_db
def test_too_large_is_refused_while_reading():
    with pytest.raises(RefusedFile, match="lớn hơn"):
        services.store(b"a" * 2_000_001, "a.txt", max_bytes=2_000_000)


@pytest.mark.django_db
def test_a_file_is_served_so_that_no_browser_runs_it():
    answer: HttpResponse = download(services.store(filekit.pdf(), "Quyết định.pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    answer.close()


def test_a_long_name_keeps_its_ending():
    kept = names.safe_name("Quyết định " * 40 + ".docx")

    assert len(kept.encode()) <= names.MAX_BYTES
    assert kept.endswith(".docx")
