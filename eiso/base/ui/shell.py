"""What the frame around every page shows; faces.web fills it for each request."""

from __future__ import annotations

from dataclasses import dataclass, field

from eiso.base.ui.navigation import Group, Item

PHONE_ENTRIES = 4


@dataclass(frozen=True)
class Post:
    """One capacity the person may act in; `key` goes into the switch form."""

    key: str
    title: str
    agency: str
    current: bool = False


@dataclass
class Shell:
    """The frame. Every address may be "" and is then not drawn."""

    agency: str = ""
    parent_agency: str = ""
    person: str = ""
    acting_as: str = ""
    posts: list[Post] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    unread: int = 0
    now_line: str = ""
    work_line: str = ""
    demo: bool = False
    version: str = ""
    keys_on: bool = True
    idle_seconds: int = 0
    home_url: str = ""
    search_url: str = ""
    inbox_url: str = ""
    keys_url: str = ""
    password_url: str = ""
    sessions_url: str = ""
    language_url: str = ""
    post_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""

    @property
    def items(self) -> list[Item]:
        """Every menu entry, groups flattened."""
        return [item for group in self.groups for item in group.items]

    @property
    def phone_items(self) -> list[Item]:
        """The entries of the bottom bar."""
        items = self.items
        return items if len(items) <= PHONE_ENTRIES + 1 else items[:PHONE_ENTRIES]

    @property
    def phone_rest(self) -> list[Item]:
        """What stands under "Thêm"."""
        return self.items[len(self.phone_items) :]
