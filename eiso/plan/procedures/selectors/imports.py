"""Reads of imported decisions: the files of a person's agencies, one reading, its points."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from eiso.base.errors import NotReady
from eiso.base.files import services as files
from eiso.base.files.models import StoredFile
from eiso.base.text.folding import fold
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org, Post
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.models.imports import ImportedFile, ImportPoint, PointKind
from eiso.plan.procedures.readers.process import as_json, blocks_of, read_blocks
from eiso.plan.procedures.readers.process.blocks import Block
from eiso.plan.procedures.readers.process.drafting import Answers, definition_of
from eiso.plan.procedures.readers.process.shapes import Reading


def imports_of(user: User) -> QuerySet[ImportedFile]:
    """Files of the agencies `user` may see, newest first, with their open points."""
    return (
        ImportedFile.objects.visible_to(user)
        .select_related("file", "org", "uploaded_by")
        .annotate(open_points=Count("points", filter=Q(points__answer="")))
        .order_by("-id")
    )


def get_import(user: User, code: str) -> ImportedFile:
    """That file; Http404 for a stranger."""
    found = imports_of(user).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def get_point(user: User, code: str) -> ImportPoint:
    found = (
        ImportPoint.objects.visible_to(user)
        .select_related("file__org", "file__file")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def points_of(file: ImportedFile) -> list[ImportPoint]:
    return list(ImportPoint.objects.filter(file=file).select_related("answered_by"))


def digest_of(reading: Reading) -> str:
    """What the points of a file speak of; another reader may read another thing."""
    told = json.dumps(as_json(reading), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def source_of(file: ImportedFile) -> tuple[list[Block], Reading]:
    """The kept document taken apart, and what was read from it.

    Raises NotReady when a newer version of the reader reads something else.
    """
    blocks, reading, digest = _read(file.file.sha256, file.file.name)
    if digest != file.reading_sha256:
        raise NotReady(
            "Bản eISO này đọc tệp khác với lúc tải lên, nên các chỗ đã trả lời có thể "
            "lệch. Tải lại tệp để đọc từ đầu.",
            code="reader_changed",
        )
    return list(blocks), reading


@lru_cache(maxsize=16)
def _read(sha256: str, name: str) -> tuple[tuple[Block, ...], Reading, str]:
    """Kept by content, never by a key of a row: a restored database reuses keys."""
    data = files.read(StoredFile.objects.filter(sha256=sha256)[0])
    blocks = blocks_of(data, name)
    reading = read_blocks(blocks)
    return tuple(blocks), reading, digest_of(reading)


def posts_of(org: Org, on: dt.date) -> list[Post]:
    """Posts of the agency that exist on a day, for choosing one for a printed title."""
    return list(
        Post.objects.filter(unit__org=org, valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .select_related("unit")
    )


def unknown_titles(reading: Reading, org: Org, on: dt.date) -> dict[str, list[int]]:
    """Printed titles that are no post of the agency, with the procedures they stand in."""
    known = {fold(post.title) for post in posts_of(org, on)}
    found: dict[str, list[int]] = {}
    for index, procedure in enumerate(reading.procedures):
        for step in procedure.steps:
            if step.actor and fold(step.actor) not in known:
                where = found.setdefault(step.actor, [])
                if index not in where:
                    where.append(index)
    return found


def answers_of(points: list[ImportPoint], index: int) -> Answers:
    """What was decided about one procedure of the file."""
    answers = Answers()
    for point in points:
        if point.kind == PointKind.POST and point.answer == "post":
            answers.posts[point.text] = point.value
        if point.procedure != index or not point.answer:
            continue
        if point.kind == PointKind.SHARED:
            _shared(answers, point)
        elif point.answer == "limit" and point.steps:
            answers.limits[point.steps[0]] = point.value
    return answers


def _shared(answers: Answers, point: ImportPoint) -> None:
    if point.answer == "first":
        answers.alone.add(point.steps[0])
    elif point.answer == "split":
        for step, text in zip(point.steps, point.value.split("\n"), strict=False):
            answers.limits[step] = text.strip()


def definitions_of(file: ImportedFile) -> list[tuple[Definition, str]]:
    """The drafts as they would be made now, in the order of the file; beside each the
    code that an earlier case of the same procedure already takes, or ""."""
    _, reading = source_of(file)
    points = points_of(file)
    taken: set[str] = set()
    made = []
    for index, procedure in enumerate(reading.procedures):
        code = procedure.code
        twice = code if code in taken else ""
        answers = answers_of(points, index)
        made.append((definition_of(procedure, answers, with_code=not twice), twice))
        taken |= {code} - {""}
    return made
