"""Tags: what they draw is escaped, styled by class only, and every icon exists."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.template import engines

import eiso
from eiso.base.ui import icons
from eiso.base.ui.parts import Segment

ROOT = Path(eiso.__file__).parent
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))


def draw(source: str, **facts) -> str:
    return engines["django"].from_string(source).render(facts)


def test_user_text_is_escaped_in_every_component():
    evil = "<script>x</script>"
    html = draw(
        "{% status e %}{% button e %}{% card title=e note=e %}{{ e }}{% endcard %}"
        "{% banner title=e %}{{ e }}{% endbanner %}{% change e e e %}{% figure e '#' %}"
        "{% empty title=e %}{{ e }}{% endempty %}{% progress 1 2 e e %}"
        "{% why title=e %}{% why_row e e %}{% endwhy %}{% kbd e %}",
        e=evil,
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 15


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_templates_obey_the_policy(file):
    """No inline style, script or handler: the policy would refuse them."""
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "hx-on" not in text
    assert "hx-vals='js:" not in text
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_icons_named_in_templates_exist(file):
    text = file.read_text(encoding="utf-8")
    named = set(re.findall(r"{% icon \"([a-z0-9-]+)\"", text))
    named |= set(re.findall(r"\bicon=\"([a-z0-9-]+)\"", text))
    assert named <= icons.known(), named - icons.known()


def test_icons_named_in_code_exist():
    pattern = re.compile(
        r"\bicon=\"([a-z0-9-]+)\"|\bregister\(\s*_?\(?[^,]+,\s*\"([a-z0-9-]+)\""
    )
    for file in ROOT.rglob("*.py"):
        for groups in pattern.findall(file.read_text(encoding="utf-8")):
            for name in filter(None, groups):
                if file.name == "apps.py" or groups[0]:
                    assert name in icons.known(), f"{file}: {name}"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_unsafe_forms_carry_a_token(file):
    text = file.read_text(encoding="utf-8")
    for form in re.findall(
        r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", text, re.S | re.I
    ):
        assert "csrf_token" in form, form[:120]


def test_vendored_files_are_what_was_recorded():
    sums = ROOT / "base/ui/static/ui/vendor/SHA256SUMS"
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        data = (ROOT.parent / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest, name


def test_sum_bar_widths_add_up_to_the_limit():
    parts = [Segment(Decimal("0.5"), "0,5"), Segment(Decimal("7.5"), "7,5")]
    html = draw("{% sum_bar parts limit 'x' %}", parts=parts, limit=Decimal(10))
    widths = re.findall(r'class="seg seg-plain" x="([\d.]+)%" width="([\d.]+)%"', html)
    assert widths == [("0.000", "5.000"), ("5.000", "75.000")]
    assert "hatch-spare" in html


def test_button_that_cannot_act_says_what_is_missing():
    html = draw("{% button 'Ban hành' why='chưa có ngày hiệu lực' %}")
    assert 'aria-disabled="true"' in html
    assert "chưa có ngày hiệu lực" in html
