"""A home with a demo, and a home that holds real agencies."""

from __future__ import annotations

import pytest

from eiso.base.errors import NotReady
from eiso.faces.demo import build
from eiso.people.accounts.models import User


@pytest.fixture
def home(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_second_start_builds_nothing(home):
    assert build.ensure_built(lambda sentence: None)
    people = User.objects.count()

    assert not build.ensure_built(lambda sentence: None)
    assert User.objects.count() == people
    assert {row["username"] for row in build.sign_ins()} >= {"nhung.dth", "tuan.pm"}


def test_a_home_with_real_agencies_is_left_alone(agency_a, home):
    with pytest.raises(NotReady, match="EISO_HOME"):
        build.ensure_built(lambda sentence: None)

    assert not build.marker().exists()
