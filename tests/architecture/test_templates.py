"""Templates: a base, known tags, nothing inline, forms that are safe to repeat."""

from __future__ import annotations

import ast
import re

from django.template import engines

from tests.architecture.source import PACKAGE, modules, place, templates

COMPONENTS = "eiso/base/ui/templates/ui/"
NO_BASE = {"500.html": "answers when nothing else works", "print": "paper has no frame"}
INLINE = re.compile(r"<[^>{]*\s(style|on[a-z]+|hx-on[:\w-]*)\s*=", re.I)
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|javascript:|<style\b", re.I)
REMOTE = re.compile(r"(?:src|href|action)=[\"']?(?:https?:)?//", re.I)
POST = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>(.*?)</form>", re.I | re.S)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.S)
# Safe text is made in these places only, each from our own files.
MAY_MARK_SAFE: dict[str, str] = {
    "base/ui/icons.py": "our vendored icons",
    "plan/procedures/views/parts.py": "the flowchart we draw; its texts are escaped there",
}
# No event to hang a key on: nobody is signed in, or only the session changes.
WITHOUT_KEY = {"web/sign_in.html", "ui/band.html", "ui/language.html", "web/keys.html"}


def named() -> list[tuple[str, str]]:
    """(name as loaded, text without comments) of every template."""
    return [
        (
            path.as_posix().rpartition("/templates/")[2],
            COMMENT.sub("", path.read_text(encoding="utf-8")),
        )
        for path in templates()
    ]


def test_every_template_compiles_with_known_tags():
    broken = {}
    for name, _ in named():
        try:
            engines["django"].get_template(name)
        except Exception as error:  # noqa: BLE001 - every fault is listed
            broken[name] = str(error)
    assert broken == {}


def test_every_page_extends_a_base():
    bare = [
        name
        for name, text in named()
        if not name.startswith("ui/")
        and not name.rpartition("/")[2].startswith("_")
        and "{% extends" not in text
        and not any(word in name for word in NO_BASE)
    ]
    assert bare == []


def test_nothing_is_inline_or_from_elsewhere():
    wrong = [
        f"{name}: {found.group(0)[:60]}"
        for name, text in named()
        for pattern in (INLINE, SCRIPT, REMOTE)
        for found in pattern.finditer(text)
    ]
    assert wrong == []


def test_every_form_that_changes_has_a_token_and_a_key():
    wrong = []
    for name, text in named():
        for found in POST.finditer(text):
            if "{% csrf_token %}" not in found.group(1):
                wrong.append(f"{name}: no token")
            keyed = "{% idempotency %}" in found.group(
                1
            ) or 'name="key"' in found.group(1)
            if not keyed and name not in WITHOUT_KEY:
                wrong.append(f"{name}: no key")
    assert wrong == []


def test_safe_text_is_made_in_listed_places_only():
    marks = re.compile(r"\bmark_safe\b|\bSafeString\(|__html__")
    used = {
        module.name
        for module in modules()
        if marks.search(module.path.read_text(encoding="utf-8"))
    }
    assert used - MAY_MARK_SAFE.keys() == set()
    assert MAY_MARK_SAFE.keys() - used == set(), "no longer needed"
    wrong = [
        name
        for name, text in named()
        if re.search(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq", text)
    ]
    assert wrong == []


def test_no_python_file_writes_markup_for_a_page():
    """A string with a tag that is not a format_html or a component is a hole in waiting."""
    wrong = [
        place(module, node)
        for module in modules()
        if module.layer in {"views", "forms"} and module.name not in MAY_MARK_SAFE
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"<(?:b|a|p|div|span|script)\b[^>]*>", node.value)
    ]
    assert wrong == []


def test_the_listed_exceptions_still_exist():
    names = {name for name, _ in named()}
    assert WITHOUT_KEY - names == set()
    assert (PACKAGE / "base/ui/icons.py").exists()
