"""How a visitor wants the pages shown. Kept in cookies, because a citizen has no account."""

from django.http import HttpRequest

CHOICES = {"theme": ("dark", "light"), "mode": ("large", "elder"), "contrast": ("high",)}
"""Cookie name to the values it may hold."""

OFF = {"theme": "light"}
"""What a cookie says when its switch is off. Only the theme says it aloud: it must win over a system set to dark."""

COOKIE_AGE = 365 * 24 * 3600


def preferences(request: HttpRequest) -> dict[str, str]:
    """The settings in force; a value that is none of the choices counts as not set."""
    return {name: value if (value := request.COOKIES.get(name, "")) in CHOICES[name] else "" for name in CHOICES}


def switched(request: HttpRequest, pair: str) -> tuple[str, str] | None:
    """The cookie to write when the button ``name:value`` is pressed: on, or off when it was on. ``None``: no such."""
    name, _, value = pair.partition(":")
    if value not in CHOICES.get(name, ()):
        return None
    return name, OFF.get(name, "") if request.COOKIES.get(name) == value else value
