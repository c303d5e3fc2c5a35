"""Agencies founded, renamed, merged, split and ended; units, posts, committees."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from eiso.base.errors import Conflict, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.people.access.models import scopes_of
from eiso.people.access.roles import Perm
from eiso.people.orgs.choices import AliasKind, CommitteeKind, MemberRole
from eiso.people.orgs.models import Committee, Org, OrgSuccession, Post, Unit
from eiso.people.orgs.selectors import tree
from eiso.people.orgs.selectors.books import holders
from eiso.people.orgs.services import committees, orgs, posts
from eiso.people.orgs.services.committees import Founding, Seat
from eiso.people.orgs.services.orgs import OrgFacts
from tests.cast import START, make_org, make_user
from tests.samples import make_appointment, make_post, make_unit

DAY = dt.date(2026, 3, 10)
EVE = DAY - dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-03-10T09:00+07:00", tick=False):
        yield


def verbs() -> list[str]:
    return list(
        Event.objects.filter(verb__startswith="orgs.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


def test_an_agency_is_founded_below_its_parent(quan, province):
    org = orgs.create_org(
        by=quan,
        facts=OrgFacts("H48.9", "Sở  Nội vụ", kind="department", level="province"),
        parent=province,
        valid_from=DAY,
    )

    assert (org.name, org.path) == ("Sở Nội vụ", "H48/H48.9/")
    assert verbs() == ["orgs.org.created"]
    assert list(tree.search_orgs(quan, "so noi vu")) == [org]


@pytest.mark.parametrize("symbol", ["a/b", "Sở", ""])
def test_a_symbol_that_would_break_paths_is_refused(quan, province, symbol):
    with pytest.raises(NotReady, match="Mã"):
        orgs.create_org(
            by=quan, facts=OrgFacts(symbol, "X"), parent=province, valid_from=DAY
        )


def test_a_taken_symbol_is_refused_with_a_sentence(quan, province, agency_a):
    with pytest.raises(NotReady, match="Chưa lập được cơ quan"):
        orgs.create_org(
            by=quan,
            facts=OrgFacts(agency_a.symbol, "X"),
            parent=province,
            valid_from=DAY,
        )


def test_founding_wants_the_right_over_the_parent(dung, agency_a, province):
    for parent in (agency_a, province, None):
        with pytest.raises(NotPermitted):
            orgs.create_org(
                by=dung, facts=OrgFacts("N", "X"), parent=parent, valid_from=DAY
            )
    assert verbs() == []


def test_nothing_is_founded_below_an_agency_that_ended(quan, province):
    gone = make_org("H48.0", "UBND huyện Cũ", province, valid_to=EVE)

    with pytest.raises(NotReady, match="không còn"):
        orgs.create_org(by=quan, facts=OrgFacts("N", "X"), parent=gone, valid_from=DAY)


def test_a_renamed_agency_keeps_path_grants_and_its_old_name(quan, dung, agency_a):
    path = agency_a.path
    orgs.rename_org(
        by=quan, org=agency_a, name="UBND phường Mới", on=DAY, legal_basis="NQ 1"
    )

    agency_a.refresh_from_db()
    assert (agency_a.name, agency_a.path) == ("UBND phường Mới", path)
    assert tree.name_on(agency_a, EVE) == "UBND phường Cẩm Thành"
    assert tree.name_on(agency_a, DAY) == "UBND phường Mới"
    assert tree.search_orgs(quan, "phuong moi") == [agency_a]
    assert scopes_of(dung, Perm.READ) == [path]
    assert verbs() == ["orgs.org.renamed"]


def test_two_renamings_at_once_have_one_winner(quan, agency_a):
    seen = Org.objects.get(pk=agency_a.pk)
    orgs.rename_org(by=quan, org=agency_a, name="UBND phường Mới", on=DAY)

    with pytest.raises(Conflict):
        orgs.rename_org(by=quan, org=seen, name="UBND phường Khác", on=DAY)
    for name, on in (("", DAY), ("UBND phường Z", DAY + dt.timedelta(days=1))):
        with pytest.raises(NotReady):
            orgs.rename_org(by=quan, org=agency_a, name=name, on=on)


def test_a_code_people_know_is_an_alias_of_its_days(quan, agency_a):
    orgs.add_alias(
        by=quan, org=agency_a, kind=AliasKind.SYMBOL, text="H48.53", valid_from=DAY
    )

    assert tree.find_by_symbol("H48.53", DAY) == agency_a
    assert tree.find_by_symbol("H48.53", EVE) is None
    assert tree.find_by_symbol(agency_a.symbol, EVE) == agency_a
    assert verbs() == ["orgs.org.alias_added"]


def staffed(org, user):
    post = make_post(make_unit(org), role="specialist")
    return make_appointment(post, user)


def test_merged_agencies_end_with_all_in_them_and_have_one_heir(
    quan, province, agency_a, agency_b
):
    lan = make_user("lan", "Mai Thị Lan")
    held = staffed(agency_a, lan)

    heir = orgs.merge_orgs(
        by=quan,
        formers=[agency_a, agency_b],
        into=OrgFacts("H48.201", "UBND phường Hợp Nhất"),
        on=DAY,
        legal_basis="Nghị quyết 1",
    )

    for former in (agency_a, agency_b):
        former.refresh_from_db()
        assert former.valid_to == EVE
        assert [one.successor for one in tree.heirs(former)] == [heir]
    assert {one.org for one in tree.formers(heir)} == {agency_a, agency_b}
    assert holders(held.post, EVE) == [held]
    assert holders(held.post, DAY) == []
    assert scopes_of(lan, Perm.READ) == []
    assert Unit.objects.get().valid_to == EVE
    assert verbs()[-1] == "orgs.org.merged"
    assert set(Org.objects.in_force(DAY)) == {province, heir}


def test_who_sees_the_heir_sees_what_it_took_over(quan, agency_a, agency_b):
    heir = orgs.merge_orgs(
        by=quan,
        formers=[agency_a, agency_b],
        into=OrgFacts("H48.201", "UBND phường Hợp Nhất"),
        on=DAY,
        legal_basis="",
    )
    reader = make_user("r", "Người Đọc", "reader", heir)

    assert set(tree.reachable(reader)) == {heir, agency_a, agency_b}
    assert [row.org for row in tree.tree(EVE, reader)] == [agency_a, agency_b]
    assert list(Org.objects.visible_to(reader)) == [heir]


def test_a_split_agency_names_the_main_part(quan, agency_a):
    heirs = orgs.split_org(
        by=quan,
        former=agency_a,
        into=[OrgFacts("H48.301", "UBND xã Một"), OrgFacts("H48.302", "UBND xã Hai")],
        on=DAY,
        legal_basis="Nghị quyết 2",
    )

    rows = OrgSuccession.objects.filter(former=agency_a)
    assert [(r.successor, r.is_main, r.kind) for r in rows] == [
        (heirs[0], True, "split"),
        (heirs[1], False, "split"),
    ]


def test_what_cannot_be_merged_or_split_is_left_alone(
    quan, province, agency_a, agency_b
):
    with pytest.raises(NotReady):
        orgs.merge_orgs(
            by=quan, formers=[agency_a], into=OrgFacts("N", "N"), on=DAY, legal_basis=""
        )
    with pytest.raises(NotReady):
        orgs.merge_orgs(
            by=quan,
            formers=[agency_a, province],
            into=OrgFacts("N", "N"),
            on=DAY,
            legal_basis="",
        )
    with pytest.raises(NotReady):
        orgs.split_org(
            by=quan, former=agency_a, into=[OrgFacts("N", "N")], on=DAY, legal_basis=""
        )
    assert verbs() == []


def test_an_agency_with_living_children_does_not_end(quan, province, agency_a):
    with pytest.raises(NotReady, match="trực thuộc"):
        orgs.end_org(by=quan, org=province, on=DAY, legal_basis="")

    orgs.end_org(by=quan, org=agency_a, on=DAY, legal_basis="Nghị quyết 3")
    assert verbs()[-1] == "orgs.org.ended"


def test_local_manager_ends_nothing_at_their_own_level(agency_a):
    local = make_user("local", "Quản trị A", "administrator", agency_a)

    with pytest.raises(NotPermitted):
        orgs.end_org(by=local, org=agency_a, on=DAY, legal_basis="")


def test_units_and_posts_come_and_go(quan, agency_a):
    unit = posts.create_unit(
        by=quan, org=agency_a, facts=posts.UnitFacts("Phòng Văn hóa"), valid_from=DAY
    )
    post = posts.create_post(
        by=quan,
        unit=unit,
        facts=posts.PostFacts("Chuyên viên", "specialist"),
        valid_from=DAY,
    )

    with pytest.raises(NotReady, match="Chuyên viên"):
        posts.end_unit(by=quan, unit=unit, on=DAY)
    posts.end_post(by=quan, post=post, on=DAY)
    posts.end_unit(by=quan, unit=unit, on=DAY)
    assert verbs() == [
        "orgs.unit.created",
        "orgs.post.created",
        "orgs.post.ended",
        "orgs.unit.ended",
    ]


def test_a_post_somebody_holds_is_not_abolished(quan, agency_a, an):
    held = staffed(agency_a, an)

    with pytest.raises(NotReady, match="còn giữ vị trí"):
        posts.end_post(by=quan, post=held.post, on=DAY)


def test_one_name_one_head_one_leading_unit(quan, agency_a):
    make_unit(agency_a, "Lãnh đạo", is_leading=True)
    unit = make_unit(agency_a, "Phòng")
    make_post(unit, "Trưởng phòng", is_head=True)

    for facts in (
        posts.UnitFacts("Phòng"),
        posts.UnitFacts("Khác", is_leading=True),
    ):
        with pytest.raises(NotReady):
            posts.create_unit(by=quan, org=agency_a, facts=facts, valid_from=DAY)
    for facts in (
        posts.PostFacts("Trưởng phòng"),
        posts.PostFacts("Trưởng nữa", is_head=True),
        posts.PostFacts("Hai đầu", is_head=True, seats=2),
        posts.PostFacts("Lạ", role="king"),
        posts.PostFacts(""),
    ):
        with pytest.raises(NotReady):
            posts.create_post(by=quan, unit=unit, facts=facts, valid_from=DAY)
    assert Post.objects.count() == 1


def test_units_and_posts_want_the_right(dung, agency_a):
    unit = make_unit(agency_a)
    post = make_post(unit)

    for act in (
        lambda: posts.create_unit(
            by=dung, org=agency_a, facts=posts.UnitFacts("X"), valid_from=DAY
        ),
        lambda: posts.create_post(
            by=dung, unit=unit, facts=posts.PostFacts("X"), valid_from=DAY
        ),
        lambda: posts.end_post(by=dung, post=post, on=DAY),
        lambda: posts.end_unit(by=dung, unit=unit, on=DAY),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_unit_of_another_agency_is_no_parent(quan, agency_a, agency_b):
    foreign = make_unit(agency_b)

    with pytest.raises(NotReady, match="cơ quan khác"):
        posts.create_unit(
            by=quan,
            org=agency_a,
            facts=posts.UnitFacts("X", parent=foreign),
            valid_from=DAY,
        )


def found(by, org, *people) -> Committee:
    seats = [
        Seat(user, MemberRole.CHAIR if i == 0 else MemberRole.MEMBER)
        for i, user in enumerate(people)
    ]
    return committees.found_committee(
        by=by,
        org=org,
        kind=CommitteeKind.STEERING,
        name="Ban Chỉ đạo ISO",
        founding=Founding("08/QĐ-UBND", START, START),
        seats=seats,
    )


def test_a_renewed_committee_ends_the_old_one_the_day_before(
    quan, agency_a, chi, dung, binh
):
    old = found(quan, agency_a, chi, dung)

    new = committees.renew_committee(
        by=quan,
        committee=old,
        founding=Founding("15/QĐ-UBND", DAY, DAY),
        seats=[Seat(binh, MemberRole.CHAIR), Seat(dung, MemberRole.SECRETARY)],
    )

    old.refresh_from_db()
    assert old.valid_to == EVE
    assert {member.valid_to for member in old.members.all()} == {EVE}
    assert (new.previous, new.name, new.kind) == (old, old.name, old.kind)
    assert list(Committee.objects.in_force(EVE)) == [old]
    assert list(Committee.objects.in_force(DAY)) == [new]
    assert verbs() == ["orgs.committee.founded", "orgs.committee.renewed"]


def test_a_committee_has_one_chair_and_nobody_twice(quan, agency_a, chi, dung):
    with pytest.raises(NotReady, match="hai lần"):
        found(quan, agency_a, chi, chi)
    with pytest.raises(NotReady, match="Trưởng ban"):
        found(quan, agency_a)
    assert not Committee.objects.exists()


def test_of_two_renewals_one_wins(quan, dung, agency_a, chi):
    old = found(quan, agency_a, chi)
    seen = Committee.objects.get(pk=old.pk)
    founding = Founding("15/QĐ-UBND", DAY, DAY)
    seats = [Seat(chi, MemberRole.CHAIR)]
    committees.renew_committee(by=quan, committee=old, founding=founding, seats=seats)

    with pytest.raises(Conflict):
        committees.renew_committee(
            by=quan, committee=seen, founding=founding, seats=seats
        )
    with pytest.raises(NotPermitted):
        found(dung, agency_a, chi)
