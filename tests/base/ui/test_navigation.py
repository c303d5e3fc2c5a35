"""The menu shows only doors that open, and lights the nearest one."""

from __future__ import annotations

import pytest

from eiso.base.ui import navigation


@pytest.fixture
def entries(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register("Việc của tôi", "inbox", "web:home", order=10)
    navigation.register(
        "Phím", "keyboard", "web:keys", order=20, group="Hệ thống", count=lambda u: 3
    )
    navigation.register(
        "Thư viện", "components", "web:gallery", permission="see_gallery", order=30
    )
    navigation.register("Chưa có", "x", "nowhere:page", order=40)


def labels(groups):
    return [item.label for group in groups for item in group.items]


def test_only_entries_the_person_may_open(entries):
    assert labels(navigation.menu(None, [], "/")) == ["Việc của tôi", "Phím"]
    held = navigation.menu(None, ["see_gallery"], "/")
    assert labels(held) == ["Việc của tôi", "Thư viện", "Phím"]


def test_the_longest_matching_address_is_current(entries):
    groups = navigation.menu(None, ["see_gallery"], "/ui/x/")
    assert [i.label for g in groups for i in g.items if i.current] == ["Thư viện"]
    groups = navigation.menu(None, [], "/")
    assert [i.label for g in groups for i in g.items if i.current] == ["Việc của tôi"]
    groups = navigation.menu(None, [], "/khac/")
    assert not [i for g in groups for i in g.items if i.current]


def test_groups_keep_their_heading_and_counts(entries):
    groups = navigation.menu(None, [], "/")
    assert [group.title for group in groups] == ["", "Hệ thống"]
    assert groups[1].items[0].count == 3
