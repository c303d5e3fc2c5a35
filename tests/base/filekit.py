"""Good files, and hostile ones in the classes of reliability S5, made by code."""

# ruff: noqa: S311  the bytes need not be secret
from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile
import zlib

import docx as docx_library
import typst
import xlsxwriter

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships">%s</Relationships>'
)
DOCUMENT = '<?xml version="1.0"?><w:document xmlns:w="w"><w:body>Quy trình</w:body></w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def docx(extra: dict[str, bytes | str] | None = None, **replaced: str) -> bytes:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": replaced.get("types", TYPES),
        "_rels/.rels": RELS % replaced.get("rel", ""),
        "word/document.xml": replaced.get("document", DOCUMENT),
        **(extra or {}),
    }
    return zipped(parts)


def xlsx(extra: dict[str, bytes | str] | None = None) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": "<workbook/>",
            **(extra or {}),
        }
    )


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def pdf(body: bytes = b"", tail: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + body + b"\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n" + tail
    )


def png(width: int = 4, height: int = 4, tail: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 20)
    chunks = [(b"IHDR", head), (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*c) for c in chunks) + tail


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def jpg(width: int = 8, height: int = 8, tail: bytes = b"") -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    frame = b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
    return (
        b"\xff\xd8\xff\xe0\x00\x04ab"
        + frame
        + b"\xff\xda\x00\x02\x01\x02\xff\xd9"
        + tail
    )


GOOD: dict[str, bytes] = {
    "quy-trinh.docx": docx(),
    "liên kết.docx": docx(
        rel='<Relationship Id="a" Type="x/hyperlink" Target="https://gov.vn" '
        'TargetMode="External"/>'
    ),
    "bảng.xlsx": xlsx(),
    "quyết định.pdf": pdf(),
    "quy trình nén.pdf": pdf(
        b"5 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n"
        + zlib.compress(b"1 0 <</Type/Page>>")
        + b"\nendstream\nendobj\n"
    ),
    "anh.png": png(),
    "anh.JPG": jpg(),
    "ghi-chu.txt": "Bước 3: 5 → 3 ngày làm việc\n".encode(),
    "bom.csv": b"\xef\xbb\xbfa,b\n1,2\n",
    "d.json": json.dumps({"đ": [1, {"x": None}]}).encode(),
    "d.jsonl": b'{"a": 1}\n\n{"a": 2}\n',
    "d.jsonl.gz": gzip.compress(b'{"a": 1}\n' * 100),
}


def made_by_libraries() -> dict[str, bytes]:
    """What python-docx, xlsxwriter and typst write: honest files of other hands."""
    word, sheet = io.BytesIO(), io.BytesIO()
    document = docx_library.Document()
    document.add_paragraph("Quy trình nội bộ")
    document.save(word)
    book = xlsxwriter.Workbook(sheet)
    book.add_worksheet().write(0, 0, "Bước")
    book.close()
    page = typst.compile("Quyết định số 45/QĐ-UBND".encode())
    return {"a.docx": word.getvalue(), "a.xlsx": sheet.getvalue(), "a.pdf": page}


def patched(
    data: bytes, at: bytes, offset: int, value: bytes, last: bool = False
) -> bytes:
    """`data` with `value` written `offset` bytes after a signature."""
    place = (data.rindex(at) if last else data.index(at)) + offset
    return data[:place] + value + data[place + len(value) :]


LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def hostile(seed: int = 0) -> list[tuple[str, str, bytes]]:
    """(class, name, bytes); the seed varies sizes, names and places."""
    rng = random.Random(seed)
    junk = rng.randbytes(rng.randrange(10, 3000))
    size = rng.randrange(2, 30) * 2**20
    return [
        *_bombs(size),
        *_paths(rng),
        *_liars(),
        *_inside(junk, rng),
        *_pdfs(rng),
        *_pictures(rng, junk),
        *_texts(junk),
        *_names(),
    ]


def _bombs(size: int) -> list[tuple[str, str, bytes]]:
    deep = b"[" * 50_000 + b"]" * 50_000
    entity = (
        '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><b/>'
    )
    return [
        ("zip bomb", "b.docx", docx({"word/media/a.bin": b"\0" * size})),
        ("many parts", "b.docx", docx({f"word/{n}.xml": "" for n in range(2_100)})),
        ("gzip bomb", "b.csv.gz", gzip.compress(b"a,b\n" * (size // 2))),
        ("xml entities", "b.docx", docx(document=entity)),
        (
            "xml entities in utf-16",
            "b.docx",
            docx({"word/s.xml": entity.encode("utf-16")}),
        ),
        ("deep json", "b.json", deep),
        ("deep jsonl", "b.jsonl", deep),
    ]


def _paths(rng: random.Random) -> list[tuple[str, str, bytes]]:
    ups = "../" * rng.randrange(1, 9)
    link = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(link, "/etc/passwd")
    return [
        ("traversal", "t.docx", docx({f"{ups}etc/cron.d/x": "x"})),
        ("backslash traversal", "t.docx", docx({"..\\..\\x": "x"})),
        ("absolute part", "t.xlsx", xlsx({"/etc/passwd": "x"})),
        ("drive part", "t.xlsx", xlsx({"C:/x": "x"})),
        ("symbolic link", "t.docx", out.getvalue()),
    ]


def _liars() -> list[tuple[str, str, bytes]]:
    big = docx({"word/media/a.bin": bytes(range(256)) * 400})
    small = struct.pack("<I", 10)
    doubled = docx({"word/Document.xml": "<x/>"})
    return [
        ("lying size", "l.docx", patched(big, CENTRAL, 24, small, last=True)),
        ("lying checksum", "l.docx", patched(big, CENTRAL, 16, b"\1\2\3\4", last=True)),
        ("encrypted flag", "l.docx", patched(docx(), CENTRAL, 8, b"\1\0")),
        ("odd method", "l.docx", patched(docx(), CENTRAL, 10, b"\x0e\0")),
        ("overlap", "l.docx", patched(docx(), CENTRAL, 42, b"\0\0\0\0", last=True)),
        ("same name twice", "l.docx", doubled),
        ("cut short", "l.docx", big[: len(big) // 2]),
        ("something before", "l.docx", b"MZ junk" + docx()),
        ("something after", "l.docx", docx() + b"\0" * 500),
        ("empty", "l.docx", b""),
    ]


def _inside(junk: bytes, rng: random.Random) -> list[tuple[str, str, bytes]]:
    attached = (
        '<Relationship Id="a" Type="http://s/attachedTemplate" Target="http://x/'
        f'{rng.randrange(99)}.dotm" TargetMode="External"/>'
    )
    ole_link = attached.replace("attachedTemplate", "oleObject")
    macro_types = TYPES.replace("wordprocessingml.document", "ms-word.macroEnabled")
    return [
        ("macros", "m.docx", docx({"word/vbaProject.bin": junk})),
        ("docm renamed", "m.docx", docx(types=macro_types)),
        ("docm by name", "m.docm", docx()),
        ("embedded ole", "m.docx", docx({"word/embeddings/oleObject1.bin": OLE})),
        ("nested zip", "m.docx", docx({"word/media/x.png": docx()})),
        ("nested gzip", "m.xlsx", xlsx({"xl/media/x.bin": gzip.compress(junk)})),
        ("program inside", "m.docx", docx({"word/media/x.emf": b"MZ" + junk})),
        ("remote template", "m.docx", docx({"word/_rels/s.xml.rels": RELS % attached})),
        ("remote object", "m.docx", docx({"word/_rels/d.xml.rels": RELS % ole_link})),
        ("old word", "m.docx", OLE),
        ("zip without word", "m.docx", zipped({"a.txt": "x"})),
        ("word as excel", "m.xlsx", docx()),
        ("random bytes", "m.docx", junk),
    ]


def _pdfs(rng: random.Random) -> list[tuple[str, str, bytes]]:
    act = b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    packed = zlib.compress(b"1 0 <<" + act + b">>")
    stream = (
        b"5 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
    )
    swollen = stream.replace(packed, zlib.compress(b" " * 20 * 2**20))
    name = rng.choice([b"/J#61vaScript", b"/#4aavaScript", b"/JavaScript"])
    return [
        ("pdf script", "p.pdf", pdf(act)),
        ("pdf script spelt oddly", "p.pdf", pdf(b"<</S" + name + b"/X 1>>")),
        ("pdf script in object stream", "p.pdf", pdf(stream)),
        ("pdf object bomb", "p.pdf", pdf(swollen)),
        ("pdf launch", "p.pdf", pdf(b"<</S/Launch/F(cmd.exe)>>")),
        ("pdf attachment", "p.pdf", pdf(b"<</EmbeddedFiles 9 0 R>>")),
        ("pdf locked", "p.pdf", pdf(b"<</Encrypt 9 0 R>>")),
        ("pdf and zip", "p.pdf", pdf(tail=docx() + b"%%EOF")),
        ("pdf cut short", "p.pdf", pdf()[:40]),
        ("pdf not at start", "p.pdf", b"<html>" + pdf()),
    ]


def _pictures(rng: random.Random, junk: bytes) -> list[tuple[str, str, bytes]]:
    huge = rng.randrange(20_000, 2**31 - 1)
    broken = png()
    return [
        ("huge png", "i.png", png(huge, huge)),
        ("huge jpg", "i.jpg", jpg(65_000, 65_000)),
        ("png with tail", "i.png", png(tail=junk)),
        ("png wrong checksum", "i.png", broken[:-1] + b"\0"),
        ("png cut", "i.png", broken[:30]),
        ("html as jpg", "i.jpg", b"<html><script>alert(1)</script></html>"),
        ("gif and script", "i.jpg", b"GIF89a=1;alert(1)//"),
        ("jpg and zip", "i.jpg", jpg(tail=docx())),
        ("jpg with script", "i.jpg", jpg(tail=b"<script>alert(1)</script>")),
        ("svg", "i.svg", b"<svg onload='alert(1)'/>"),
    ]


def _texts(junk: bytes) -> list[tuple[str, str, bytes]]:
    return [
        ("html as text", "t.txt", b"  <!DOCTYPE html><script>alert(1)</script>"),
        ("svg as csv", "t.csv", b"<svg onload='alert(1)'/>"),
        ("other encoding", "t.txt", "Tiếng Việt".encode("utf-16")),
        ("old encoding", "t.csv", "Tiªng ViÖt".encode("cp1252")),
        ("binary as text", "t.txt", b"abc\0def"),
        ("not json", "t.json", b"{'a': 1}"),
        ("not gzip", "t.csv.gz", b"a,b\n"),
        ("gzip cut", "t.csv.gz", gzip.compress(junk.hex().encode())[:-9]),
        ("gzip with tail", "t.csv.gz", gzip.compress(b"a,b\n") + b"tail"),
        ("eicar", "t.txt", EICAR),
    ]


def _names() -> list[tuple[str, str, bytes]]:
    return [
        ("double ending", "t.pdf.exe", b"MZ"),
        ("program ending first", "t.exe.pdf", pdf()),
        ("reversed name", "ban-\u202efdp.exe.pdf", pdf()),
        ("hidden letters", "quyet\u200bdinh.pdf", pdf()),
        ("path as name", "../../etc/x.pdf", pdf()),
        ("control in name", "a\r\nSet-Cookie: x.pdf", pdf()),
        ("no ending", "tep", pdf()),
    ]
