"""Papers: our PDF against WeasyPrint, our Word against plain docxtpl; the same words.

    python bench/rendering.py

The paper is the annex of a decision with twenty procedures of fifteen steps. Rounds of the
peers interleave; medians and their spread are printed, then the ratios. WeasyPrint lives in
a throw-away environment made here; where it cannot be installed its row says so.
"""

from __future__ import annotations

import html
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from pypdf import PdfReader

from eiso.base.clock.limits import Unit
from eiso.base.printing import word
from eiso.plan.procedures.definition import Definition, Step, StepLimit
from eiso.plan.procedures.reports import (
    IssueFacts,
    annex_context,
    annex_pdf,
    shipped,
)

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
WEASYPRINT = "weasyprint==66.0"
FACTS = IssueFacts(agency="Sở Nông nghiệp và Môi trường", decision_number="45")
_PEER = """
import json, sys, time
from weasyprint import HTML
page = open(sys.argv[1], encoding="utf-8").read()
HTML(string=page).write_pdf()  # fonts are found once
took = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    document = HTML(string=page).render()
    document.write_pdf()
    took.append(time.perf_counter() - start)
print(json.dumps({"took": took, "pages": len(document.pages)}))
"""


def main() -> None:
    definitions = [_procedure(number) for number in range(20)]
    context = annex_context(definitions, FACTS)
    template = shipped("annex.docx")
    pages = len(PdfReader(io.BytesIO(annex_pdf(definitions, FACTS))).pages)
    took = _interleaved(
        {
            "typst": lambda: annex_pdf(definitions, FACTS),
            "eISO docx": lambda: word.fill_shipped(template, context),
            "docxtpl": lambda: _plain_docxtpl(template, context),
        }
    )
    for name, times in took.items():
        _row(name, times, pages if name == "typst" else 0)
    peer = _weasyprint(context)
    if peer is None:
        print("WeasyPrint      could not be installed or run here")
    else:
        _row("WeasyPrint", peer["took"], peer["pages"])
        theirs = statistics.median(peer["took"]) / peer["pages"]
        ours = statistics.median(took["typst"]) / pages
        print(f"a page: typst is {theirs / ours:.1f} times as fast as WeasyPrint")
    ratio = statistics.median(took["docxtpl"]) / statistics.median(took["eISO docx"])
    print(f"a Word paper: eISO is {ratio:.1f} times as fast as plain docxtpl")


def _procedure(number: int) -> Definition:
    limit = StepLimit("0,5 ngày làm việc", 0.5, Unit.WORKING_DAY)  # type: ignore[arg-type]
    step = Step(
        title="Thẩm định hồ sơ, dự thảo văn bản trả lời",
        post="Chuyên viên phòng Nghiệp vụ",
        detail="Kiểm tra thành phần; trường hợp chưa đủ thì hướng dẫn bổ sung một lần.",
        limit=limit,
        results=("Hồ sơ kèm dự thảo văn bản",),
    )
    steps = tuple(replace(step, key=f"b{n}", number=str(n)) for n in range(1, 16))
    return Definition(title=f"Thủ tục số {number}", steps=steps, field="Đất đai")


def _interleaved(jobs: dict[str, Callable[[], Any]]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            took[name].append(time.perf_counter() - start)
    return took


def _plain_docxtpl(template: bytes, context: dict[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _weasyprint(context: dict[str, Any]) -> dict[str, Any] | None:
    maker = shutil.which("uv")
    if maker is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "page.html").write_text(_page(context), "utf-8")
        python = place / "venv" / "bin" / "python"
        for command in (
            [maker, "venv", "-q", "--python", sys.executable, str(place / "venv")],
            [maker, "pip", "install", "-q", "--python", str(python), WEASYPRINT],
        ):
            if subprocess.run(command, check=False, capture_output=True).returncode:
                return None
        done = subprocess.run(
            [str(python), "-c", _PEER, str(place / "page.html"), str(ROUNDS)],
            check=False,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout) if done.returncode == 0 else None


def _page(context: dict[str, Any]) -> str:
    """The same words as a page of HTML with the same margins and table."""
    heads = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả")
    head = "".join(f"<th>{name}</th>" for name in heads)
    tables = []
    for item in context["procedures"]:
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{html.escape(text)}</td>"
                for text in (
                    row["no"],
                    " ".join([row["title"], row["text"], *row["lines"]]),
                    row["post"],
                    row["time"],
                    row["papers_text"],
                )
            )
            + "</tr>"
            for row in item["rows"]
        )
        tables.append(
            f"<h2>{html.escape(item['no'])}. {html.escape(item['title'])}</h2>"
            f"<table><thead><tr>{head}</tr></thead>{rows}</table>"
        )
    style = (
        "@page{size:A4;margin:22mm 17mm 20mm 30mm}body{font:13pt serif}"
        "table{border-collapse:collapse;width:100%;font-size:12pt}"
        "td,th{border:.5pt solid;padding:4pt}tr{break-inside:avoid}"
    )
    return f"<html lang=vi><style>{style}</style><body>{''.join(tables)}"


def _row(name: str, times: list[float], pages: int) -> None:
    middle = statistics.median(times) * 1000
    spread = (max(times) - min(times)) * 1000
    each = f"{pages:4d} pages {middle / pages:7.1f} ms a page" if pages else ""
    print(f"{name:<12}{middle:9.1f} ms  ± {spread / 2:6.1f}  {each}")


if __name__ == "__main__":
    main()
