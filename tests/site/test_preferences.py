"""长者版, 高对比, 深色: kept on the device, without script and without an account."""

import pytest


@pytest.mark.duty("law.E5")
def test_the_button_switches_on_and_off_without_script(client, db) -> None:
    response = client.post("/preferences/", {"pref": "mode:elder", "next": "/topics/"})
    assert response.status_code == 302
    assert response["Location"] == "/topics/"
    assert 'data-mode="elder"' in client.get("/topics/").content.decode()
    client.post("/preferences/", {"pref": "mode:elder", "next": "/topics/"})
    assert 'data-mode="elder"' not in client.get("/topics/").content.decode()


@pytest.mark.duty("law.E5")
def test_there_are_three_sizes_of_type(client, db) -> None:
    assert "data-mode" not in client.get("/topics/").content.decode()
    for pressed, shown in (("mode:large", 'data-mode="large"'), ("mode:elder", 'data-mode="elder"')):
        client.post("/preferences/", {"pref": pressed, "next": "/"})
        assert shown in client.get("/topics/").content.decode()


def test_dark_switched_off_is_light_whatever_the_system_says(client, db) -> None:
    for shown in ('data-theme="dark"', 'data-theme="light"', 'data-theme="dark"'):
        client.post("/preferences/", {"pref": "theme:dark", "next": "/"})
        assert shown in client.get("/topics/").content.decode()


def test_a_page_is_kept_apart_for_every_way_of_showing_it(client, db) -> None:
    assert "Cookie" in client.get("/topics/")["Vary"]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_site(client, db, target) -> None:
    assert client.post("/preferences/", {"pref": "theme:dark", "next": target})["Location"] == "/"


def test_an_unknown_setting_writes_nothing(client, db) -> None:
    response = client.post("/preferences/", {"pref": "mode:<script>", "next": "/"})
    assert response.cookies == {}


def test_a_forged_cookie_is_ignored(client, db) -> None:
    client.cookies["theme"] = '"><script>'
    assert "<script>" not in client.get("/topics/").content.decode().replace('<script src="', "")
