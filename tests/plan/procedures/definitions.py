"""Definitions for the tests: arbitrary ones for laws, and three drawn from life."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition import (
    END,
    Channel,
    Component,
    Definition,
    FormTemplate,
    Kind,
    LegalBasis,
    LimitPart,
    Next,
    RecordKept,
    Return,
    Rule,
    Step,
    StepLimit,
    Via,
)

texts = (
    st.text(max_size=24)
    | st.sampled_from(
        [
            "",
            "yes",
            "null",
            "~",
            "0.5",
            "2021-01-01",
            "- a",
            "a: b",
            "#",
            "'",
            '"',
            "|\n x",
        ]
    )
    | st.text(alphabet="aàđĐộ \n\r\t\x85\u2028\ufeff:#-", max_size=12)
)
amounts = st.decimals(0, 999, places=3, allow_nan=False)
parts = st.builds(LimitPart, amounts, st.sampled_from(Unit))
limits = st.builds(
    StepLimit, texts, amounts, st.sampled_from(Unit), st.lists(parts, max_size=2)
)
keys = st.sampled_from(["a", "b", "c", "d", "e", ""])
arrows = st.lists(st.builds(Next, keys | st.just(END), texts), max_size=3)
backs = st.lists(st.builds(Return, keys, texts), max_size=2)
names = st.lists(texts, max_size=2)
steps = st.builds(
    Step,
    key=keys,
    number=texts,
    title=texts,
    post=texts,
    agency=texts,
    limit=st.none() | limits,
    covered_by=keys,
    forms=names,
    results=names,
    next=arrows,
    returns=backs,
    may_pause=st.booleans(),
    note=texts,
    detail=texts,
)
counts = st.integers(0, 99)
definitions = st.builds(
    Definition,
    kind=st.sampled_from(Kind),
    national_code=texts,
    symbol=texts,
    title=texts,
    field=texts,
    level=texts,
    purpose=texts,
    scope=texts,
    references=texts,
    terms=texts,
    reception=texts,
    content=texts,
    rule=st.sampled_from(Rule),
    channels=st.lists(
        st.builds(Channel, st.sampled_from(Via), st.none() | limits, texts, texts),
        max_size=3,
    ),
    components=st.lists(st.builds(Component, texts, counts, counts, texts), max_size=2),
    sets=counts,
    legal_bases=st.lists(st.builds(LegalBasis, texts, texts), max_size=2),
    results=names,
    steps=st.lists(steps, max_size=4),
    forms=st.lists(st.builds(FormTemplate, texts, texts, texts), max_size=2),
    records=st.lists(st.builds(RecordKept, texts, texts, texts), max_size=2),
)


def days(text: str, value: str | None = None) -> StepLimit:
    """Working days as an office writes them: days("0,5")."""
    number = Decimal(value or text.replace(",", "."))
    return StepLimit(f"{text} ngày làm việc", number, Unit.WORKING_DAY)


def step(key: str, post: str, limit: str = "", **more: object) -> Step:
    """A step whose title and number are its key, unless told."""
    told = {"number": key, "title": f"Việc {key}", **more}
    return Step(key=key, post=post, limit=days(limit) if limit else None, **told)


def correction() -> Definition:
    """Eight steps, five posts, one agency: 7,5 of 8 days (a land registry's work)."""
    rows = [
        ("1", "Tiếp nhận, kiểm tra, số hóa", "Bộ phận Một cửa", "0,5"),
        ("2", "Phân công xử lý", "Trưởng phòng", "0,5"),
        ("3", "Phối hợp kiểm tra, lập biên bản", "Công chức địa chính", "2"),
        ("4", "Thẩm định, dự thảo kết quả", "Công chức địa chính", "2,5"),
        ("5", "Xem xét dự thảo", "Trưởng phòng", "0,5"),
        ("6", "Ký duyệt", "Chủ tịch UBND phường", "1"),
        ("7", "Vào số, ký số cơ quan", "Văn thư", "0,5"),
        ("8", "Trả kết quả", "Bộ phận Một cửa", ""),
    ]
    made = [
        Step(key=key, number=key, title=title, post=post, limit=days(d) if d else None)
        for key, title, post, d in rows
    ]
    return Definition(
        national_code="1.012796",
        symbol="QT-ĐĐ-07",
        title="Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót",
        channels=(Channel(Via.DIRECT, days("8"), "08 ngày làm việc", "Không"),),
        steps=tuple(made),
    )


def seat_change() -> Definition:
    """Fifteen steps, nine posts, two agencies, one limit for eight steps: 30 days."""
    unit, city = "Sở Dân tộc và Tôn giáo", "UBND Thành phố"
    desk, head = "Bộ phận TN&TKQ", "Lãnh đạo phòng Nghiệp vụ"
    expert, office = "Chuyên viên phòng Nghiệp vụ", "Phòng Hành chính – Quản trị"
    chief, branch = "Lãnh đạo Văn phòng", "Lãnh đạo phòng chuyên môn"
    first = [
        step("1", desk, "0,5", title="Tiếp nhận, kiểm tra, số hóa"),
        step("2.1", desk, "0,5", title="Chuyển hồ sơ tới Lãnh đạo Sở"),
        step("2.2", "Lãnh đạo Sở", "1", title="Phân công phòng Nghiệp vụ"),
        step("2.3", head, "1", title="Phân công chuyên viên"),
        step(
            "3",
            expert,
            "16",
            title="Thẩm định, dự thảo văn bản",
            next=(Next("4", "Đủ điều kiện"), Next("3a", "Không đủ điều kiện")),
            may_pause=True,
        ),
        step(
            "3a",
            expert,
            title="Không đủ điều kiện: thông báo, kết thúc",
            next=(Next(END),),
        ),
        step(
            "4",
            head,
            "1",
            title="Xem xét, ký nháy",
            returns=(Return("3", "không đồng ý"),),
        ),
        step(
            "5",
            "Lãnh đạo Sở",
            "1",
            title="Ký trình UBND Thành phố",
            returns=(Return("4", "không đồng ý"),),
        ),
    ]
    other = [
        ("6", office, "Tiếp nhận, chuyển phân công"),
        ("7", chief, "Phân công phòng chuyên môn"),
        ("8", branch, "Phân công chuyên viên"),
        ("9", "Chuyên viên phòng chuyên môn", "Thẩm tra, dự thảo kết quả"),
        ("10", branch, "Kiểm tra, trình Lãnh đạo Văn phòng"),
        ("11", chief, "Kiểm tra, trình Lãnh đạo UBND"),
        ("12", "Lãnh đạo UBND", "Phê duyệt kết quả"),
        ("13", office, "Lấy số, đóng dấu, phát hành"),
    ]
    second = [
        step(
            key,
            post,
            "7" if key == "6" else "",
            title=title,
            agency=city,
            covered_by="" if key == "6" else "6",
        )
        for key, post, title in other
    ]
    last = [
        step("14", expert, "2", title="Nhận, chuyển kết quả về Sở", agency=unit),
        step("15", desk, title="Trả kết quả, lưu hồ sơ", agency=unit),
    ]
    return Definition(
        national_code="1.012644",
        symbol="QTTP-20",
        title="Thay đổi trụ sở của tổ chức tôn giáo, tổ chức tôn giáo trực thuộc",
        field="Tín ngưỡng, tôn giáo",
        channels=tuple(Channel(via, days("30"), "30 ngày", "Không") for via in Via),
        steps=(*(replace(item, agency=unit) for item in first), *second, *last),
    )
