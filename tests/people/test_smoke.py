from eiso.people.orgs.models import Org


def test_outsider_sees_only_own_agency(agency_a, agency_b, khanh):
    assert list(Org.objects.visible_to(khanh)) == [agency_b]
