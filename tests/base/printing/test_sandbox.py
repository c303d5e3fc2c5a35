"""A Word template of a stranger prints the declared fields and can do nothing else.

The negative control is docxtpl as it comes, in which the first payload runs.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from eiso.base.errors import RefusedFile
from eiso.base.printing import word
from eiso.base.printing.rendering import Picture, render
from eiso.base.printing.sandbox import DataOnly, plain
from tests.base.printing.wordkit import template, texts

DATA = {
    "name": "Nguyễn Văn Ưng",
    "items": ["một", "hai"],
    "row": {"a": "x", "b": {"c": "y"}},
    "count": 2,
}

PAYLOADS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__.os.popen('id').read() }}",
    "{{ namespace.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ range.__class__.__mro__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ name.__class__ }}",
    "{{ name['__class__'] }}",
    "{{ name|attr('__class__') }}",
    "{{ name|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ items.__class__.__base__ }}",
    "{{ items.append('x') }}",
    "{{ items.pop() }}",
    "{{ row.items() }}",
    "{{ row.__getattribute__('keys') }}",
    "{{ row.update({'a': 'z'}) }}",
    "{{ row.get('a') }}",
    "{{ row.pop('a') }}",
    "{{ name.format(name) }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ '%s'|format(name) }}",
    "{{ '%1000000000s' % name }}",
    "{{ name * 999999999 }}",
    "{{ 9 ** 99999999 }}",
    "{{ items + items }}",
    "{{ name.encode('utf-8') }}",
    "{{ name.translate({}) }}",
    "{{ (1).__class__ }}",
    "{{ count.bit_length() }}",
    "{{ true.real }}",
    "{{ name[0] }}",
    "{{ items|map('upper')|list }}",
    "{{ items|map(attribute='__class__')|list }}",
    "{{ items|join(name) }}",
    "{{ row|xmlattr }}",
    "{{ name|safe }}",
    "{{ row|pprint }}",
    "{{ row|tojson }}",
    "{{ items|random }}",
    "{{ items|batch(1)|list }}",
    "{{ range(10) }}",
    "{{ dict(a=1) }}",
    "{{ debug() }}",
    "{{ unknown }}",
    "{{ row.missing }}",
    "{{ row.b.c.d }}",
    "{{ items[9] }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'base.html' %}",
    "{% from 'x' import y %}",
    "{% macro m() %}x{% endmacro %}{{ m() }}",
    "{% call items.append() %}{% endcall %}",
    "{% for i in items %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% for i in items recursive %}{{ loop(items) }}{% endfor %}",
    "{% for i in items %}{{ loop.__class__ }}{% endfor %}",
    "{% for i in items %}{{ loop._iterable }}{% endfor %}",
    "{% set x = cycler %}{{ x.__init__ }}",
    "{{ name is callable }}",
    "{{ url_for.__globals__ }}",
    "{{ request.application.__globals__ }}",
    "{{ config.items() }}",
    "{{ _ }}",
]


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_refused_and_prints_nothing(payload):
    with pytest.raises((TemplateError, IndexError, TypeError, KeyError)):
        render(template(payload), DATA, {})


def test_the_control_runs_when_docxtpl_is_left_as_it_comes(tmp_path):
    proof = tmp_path / "proof"
    hostile = "{{ cycler.__init__.__globals__.os.system('touch PROOF') }}"
    document = DocxTemplate(io.BytesIO(template(hostile.replace("PROOF", str(proof)))))

    document.render({})

    assert proof.exists()


def test_the_same_file_does_nothing_with_us(tmp_path):
    proof = tmp_path / "proof"
    hostile = "{{ cycler.__init__.__globals__.os.system('touch PROOF') }}"

    with pytest.raises(RefusedFile, match=r"không được phép|không có"):
        word.fill_replaced(template(hostile.replace("PROOF", str(proof))), DATA)

    assert not proof.exists()


def test_declared_fields_are_printed_and_markup_in_them_stays_text():
    made = render(
        template(
            "{{ name|upper }} {{ row.b.c }}",
            "{% for i in items %}{{ loop.index }}{{ i }}{% endfor %}",
        ),
        {**DATA, "name": "<b>Ưng & Ẩn</b>"},
        {},
    )

    assert texts(made) == ["<B>ƯNG & ẨN</B> y", "1một2hai"]


def test_a_field_that_looks_like_a_template_is_not_run():
    made = render(template("{{ name }}"), {**DATA, "name": "{{ items.append(1) }}"}, {})

    assert texts(made) == ["{{ items.append(1) }}"]


@pytest.mark.parametrize("value", [object(), 1.5, {1: "a"}, {"a": {2, 3}}, Path("/")])
def test_only_plain_data_enters(value):
    with pytest.raises(TypeError, match="is not plain data"):
        plain({"x": value})


def test_no_global_is_left_and_few_filters():
    environment = DataOnly()

    assert not environment.globals
    assert len(environment.filters) < 12


def test_a_template_of_an_office_is_filled_in_a_child():
    made = word.fill_replaced(template("Kính gửi {{ name }}"), DATA)

    assert texts(made) == ["Kính gửi Nguyễn Văn Ưng"]
    assert made == word.fill_replaced(template("Kính gửi {{ name }}"), DATA)


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("{{ name.__class__ }}", "không được phép"),
        ("{{ unknown }}", "trường không có"),
        ("{{ name", "sai cú pháp"),
        ("{% for i in items %}", "sai cú pháp"),
    ],
)
def test_the_refusal_says_what_to_do(paragraph, said):
    with pytest.raises(RefusedFile) as refusal:
        word.fill_replaced(template(paragraph), DATA)

    assert said in refusal.value.message
    assert "tải mẫu gốc" in refusal.value.message


def test_nested_loops_are_killed_in_time():
    loops = "{% for a in items %}" * 15 + "{% endfor %}" * 15
    started = time.monotonic()

    with pytest.raises(RefusedFile, match=r"quá nhiều thời gian|quá lâu"):
        word.fill_replaced(template(loops), {**DATA, "items": ["x"] * 40})

    assert time.monotonic() - started < word.WALL_SECONDS + 5


def test_a_memory_bomb_is_killed():
    loops = "{% for a in items %}" * 5 + "x" * 20_000 + "{% endfor %}" * 5

    with pytest.raises(
        RefusedFile, match=r"quá nhiều thời gian hoặc bộ nhớ|không điền"
    ):
        word.fill_replaced(template(loops), {**DATA, "items": ["x"] * 40})


def test_the_child_limits_time_memory_files_and_processes():
    asked = (
        "import json, resource as r; from eiso.base.printing import child; child.limit();"
        "print(json.dumps([r.getrlimit(k)[1] for k in"
        " (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_FSIZE, r.RLIMIT_NPROC)]))"
    )

    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, check=True, text=True
    )

    assert json.loads(done.stdout) == [3, 600 * 2**20, 2**26, 0]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused_before_the_child(content):
    with pytest.raises(RefusedFile, match="Chưa dùng được mẫu Word"):
        word.fill_replaced(content, DATA)


def test_the_child_sees_none_of_our_environment(monkeypatch):
    monkeypatch.setenv("EISO_SECRET_KEY", "do-not-leak")
    seen = {}
    real = word.subprocess.run

    def spy(*args, **kwargs):
        seen.update(kwargs["env"])
        return real(*args, **kwargs)

    monkeypatch.setattr(word.subprocess, "run", spy)
    word.fill_replaced(template("{{ name }}"), DATA)

    assert "EISO_SECRET_KEY" in os.environ
    assert set(seen) == {"PATH", "LANG"}


def test_a_picture_stands_where_its_mark_was(one_pixel):
    made = render(
        template("⟦plan⟧", "{{ name }}"),
        DATA,
        {"plan": Picture(one_pixel, 40, "Sơ đồ")},
    )

    assert texts(made)[0] == ""
    assert b'descr="S' in _part(made, "word/document.xml")
    assert _part(made, "word/media/image1.png") == one_pixel


def _part(content, name):
    import zipfile  # noqa: PLC0415

    return zipfile.ZipFile(io.BytesIO(content)).read(name)


@pytest.fixture
def one_pixel():
    from eiso.base.printing.pdf import svg_to_png  # noqa: PLC0415

    return svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>')
