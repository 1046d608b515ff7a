"""Controls the forms of all subjects share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet

PLEASE_CHOOSE = ("", "请选择")


class Text(forms.CharField):
    """Text as it was typed. Length and hidden characters are judged by the service, whose words say what to do."""

    def __init__(self, *, rows: int = 0, tall: bool = False, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows, "class": "input tall" if tall else "input"})
        super().__init__(strip=False, **kwargs)
        self.validators = [each for each in self.validators if not isinstance(each, ProhibitNullCharactersValidator)]


class YesNo(forms.TypedChoiceField):
    """Two radio buttons and no answer chosen beforehand."""

    def __init__(self, *, yes: str = "是", no: str = "否", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(
            choices=[("yes", yes), ("no", no)], coerce=lambda text: text == "yes", empty_value=None, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Any number of files; cleaned to a list."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [file for one in given if (file := super(Files, self).clean(one, initial))]


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """The pairs below a first line that chooses nothing."""
    return [PLEASE_CHOOSE, *((str(value), str(text)) for value, text in pairs)]


def offer_codes(field: forms.Field, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Limit a field that chooses a code to ``pairs``. Raises ``TypeError`` for any other field."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(field)
    field.choices = list(pairs)


def offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    """Limit a field that chooses a row to ``rows``. Raises ``TypeError`` for any other field."""
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(field)
    field.queryset = rows
