"""Vietnamese is the source, English is whole: nothing untranslated, nothing unwrapped."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "eiso").rglob("templates/**/*.html"))
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯà-ãè-êìíò-õùúýÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝạ-ỹẠ-Ỹ]")
WRAPPED = [
    re.compile(r"{%\s*comment.*?endcomment\s*%}", re.S),
    re.compile(r"{#.*?#}", re.S),
    re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S),
    re.compile(r"{%\s*trans(?:late)?\s+(\"[^\"]*\"|'[^']*')[^%]*%}"),
    re.compile(r"_\((\"[^\"]*\"|'[^']*')\)"),
]
# Names are not translated, nor are examples of what the reader of limits takes.
NAMES = [
    "Tiếng Việt",
    "Việt Nam",
    "Trần Thị Kim Oanh",
    "Nguyễn Thị Lành",
    "Lê Văn Tám",
    "3 ngày làm việc · 15 ngày · 02 giờ · 1/2 ngày",
]


@pytest.fixture(scope="module")
def catalogue():
    spec = importlib.util.spec_from_file_location(
        "messages", ROOT / "tools/messages.py"
    )
    tool = importlib.util.module_from_spec(spec)
    sys.modules["messages"] = tool
    spec.loader.exec_module(tool)
    return tool


def test_every_message_has_an_english_with_the_same_placeholders(catalogue):
    wrong = catalogue.faults(catalogue.merged())
    assert wrong == [], "run tools/messages.py and fill the empty msgstr lines"


def test_catalogue_in_the_tree_is_what_the_source_says(catalogue):
    messages = catalogue.merged()
    assert catalogue.PO.read_text(encoding="utf-8") == catalogue.po_text(messages)
    assert catalogue.MO.read_bytes() == catalogue.mo_bytes(messages)


def test_django_reads_the_compiled_catalogue():
    with translation.override("en"):
        assert gettext("Đăng nhập") == "Sign in"
        one = "%(n)d đơn vị trong cơ quan"
        assert ngettext(one, one, 1) % {"n": 1} == "1 unit in the agency"
        assert ngettext(one, one, 2) % {"n": 2} == "2 units in the agency"
    with translation.override("vi"):
        assert gettext("Đăng nhập") == "Đăng nhập"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_vietnamese_stands_outside_a_translation(file):
    text = file.read_text(encoding="utf-8")
    for pattern in WRAPPED:
        text = pattern.sub("", text)
    for name in NAMES:
        text = text.replace(name, "")
    left = [line.strip() for line in text.splitlines() if VIETNAMESE.search(line)]
    assert left == []


def test_the_extraction_sees_what_it_must(catalogue):
    """A tool that finds nothing would pass every test above."""
    source = (
        "from django.utils.translation import gettext_lazy as _, ngettext\n"
        "from django.utils.translation import pgettext as p\n"
        "_('một'); ngettext('hai', 'hai', 2); p('chỗ', 'ba'); f('không')\n"
    )
    found = catalogue._python(source)
    assert found == [("", "một", ""), ("", "hai", "hai"), ("chỗ", "ba", "")]
    broken = {("", "%(n)s x"): catalogue.Message("", "%(n)s x", english=["x"])}
    assert catalogue.faults(broken)
