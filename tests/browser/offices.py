"""People of the city of the assessment at their desks: sign in, open the page of an act, fill in, send."""

PASSWORD = "Linjiang-2026-autumn"


def given_passwords(city, *people, at) -> None:
    """``people`` are keys of ``city.people``."""
    for key in people:
        user = city.people[key]
        user.password_changed_at = at
        user.set_password(PASSWORD)
        user.save(update_fields=["password_changed_at", "password"])


def sit_down(page, server, city, code: str, role: str) -> None:
    """Signs out whoever sat there before."""
    page.context.clear_cookies()
    page.goto(f"{server.url}/admin/")
    page.fill("[name=username]", city.people[code, role].username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main [type=submit], #login-form [type=submit]").first.click()
    page.get_by_role("heading", name="我的待办").wait_for()


def press(page, address: str, button: str, **typed) -> None:
    """A pair is a choice yes or no or a list, a list of files is uploaded, everything else is typed."""
    page.goto(address)
    for name, value in typed.items():
        _put_in(page, name, value)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def _put_in(page, name: str, value) -> None:
    if isinstance(value, bool):
        page.check(f"[name={name}][value={'yes' if value else 'no'}]")
    elif isinstance(value, list):
        page.set_input_files(f"[name={name}]", value)
    elif page.locator(f"select[name={name}]").count():
        page.select_option(f"[name={name}]", value)
    else:
        page.fill(f"[name={name}]", value)
