"""SVG in presentation attributes only: no style attribute, no script, no reference."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

INK, SOFT, FAINT = "#17212b", "#44525f", "#5b6875"
LINE, BAND, STRIPE = "#dbe1e7", "#eef1f4", "#f8fafb"
NODE, ACTION, TINT = "#44525f", "#0b5cad", "#e8f1fb"
WARM, WARM_TINT, BACK = "#9a6500", "#fff4d6", "#8a3800"


def number(value: float) -> str:
    """At most two decimals, no trailing zeros, no minus zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Drawing:
    """Collects elements; `text()` gives the finished file, the same each time."""

    def __init__(self, label: str, family: str, description: str = "") -> None:
        self.label = label
        self.description = description
        self.family = family
        self.parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: str,
        line: str = "",
        **more: float,
    ) -> None:
        self.add("rect", x=x, y=y, width=w, height=h, fill=fill, stroke=line, **more)

    def rule(
        self, points: Sequence[tuple[float, float]], line: str, **more: str | float
    ) -> None:
        listed = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.add("polyline", points=listed, fill="none", stroke=line, **more)

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        fill: str,
        line: str = "",
        **more: float,
    ) -> None:
        listed = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.add("polygon", points=listed, fill=fill, stroke=line, **more)

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        fill: str = INK,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        weight = "600" if bold else "400"
        attributes = (
            f' x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
            f' fill="{fill}" font-weight="{weight}" text-anchor="{anchor}"'
        )
        self.parts.append(f"<text{attributes}>{escape(text)}</text>")

    def turned(self, x: float, y: float, text: str, *, size: float) -> None:
        """Centred words read from the bottom up."""
        self.parts.append(
            f'<text transform="translate({number(x)} {number(y)}) rotate(-90)"'
            f' font-size="{number(size)}" font-weight="600" fill="{INK}"'
            f' text-anchor="middle">{escape(text)}</text>'
        )

    def add(self, name: str, **attributes: str | float) -> None:
        listed = "".join(
            f" {key.replace('_', '-')}="
            + quoteattr(value if isinstance(value, str) else number(value))
            for key, value in attributes.items()
            if value != ""
        )
        self.parts.append(f"<{name}{listed}/>")

    def arrow(
        self,
        points: Sequence[tuple[float, float]],
        line: str,
        *,
        thick: float = 1.4,
        dashes: str = "",
    ) -> None:
        """A line with a head at its last point."""
        (x0, y0), (x1, y1) = points[-2], points[-1]
        length = max(abs(x1 - x0), abs(y1 - y0)) or 1
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        head = 7.0
        stop = (x1 - ux * head * 0.8, y1 - uy * head * 0.8)
        self.rule(
            [*points[:-1], stop],
            line,
            stroke_width=thick,
            stroke_dasharray=dashes,
            stroke_linejoin="round",
        )
        bx, by = x1 - ux * head, y1 - uy * head
        px, py = -uy * head * 0.55, ux * head * 0.55
        self.polygon([(x1, y1), (bx + px, by + py), (bx - px, by - py)], line)

    def text(self, w: float, h: float) -> str:
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" class="flowchart"'
            f" aria-label={quoteattr(self.label)}"
            f' viewBox="0 0 {number(w)} {number(h)}" width="{number(w)}"'
            f' height="{number(h)}" font-family={quoteattr(self.family)}>'
        )
        told = f"<desc>{escape(self.description)}</desc>" if self.description else ""
        return head + told + "".join(self.parts) + "</svg>\n"
