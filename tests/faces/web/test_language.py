"""Vietnamese until the person switches, whatever the browser prefers."""

from __future__ import annotations

import pytest
from django.conf import settings


@pytest.mark.django_db
@pytest.mark.parametrize("prefers", ["en-US,en;q=0.9", "fr", "vi", ""])
def test_the_first_page_is_vietnamese_whatever_the_browser_prefers(client, prefers):
    answer = client.get("/dang-nhap/", headers={"accept-language": prefers})

    assert answer.headers["Content-Language"] == "vi"
    assert '<html lang="vi"' in answer.text


@pytest.mark.django_db
def test_the_switch_decides_and_lasts(client):
    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})

    answer = client.get("/dang-nhap/", headers={"accept-language": "vi"})

    assert '<html lang="en"' in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["de", "../etc", "x" * 5000])
def test_an_odd_cookie_is_vietnamese(client, odd):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = odd

    assert '<html lang="vi"' in client.get("/dang-nhap/").text
