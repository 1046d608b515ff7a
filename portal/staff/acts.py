"""One page per act: a form, one service, and what the person should know before pressing the button.

A subject's admin declares ``acts = {act: ActPage(...)}``. Acts of the subject's workflow take label, roles and gates
from the table of moves; other acts (editing a draft, adding a file) say themselves who may do them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db import models

from portal.actors import Actor
from portal.errors import DomainError, NotAllowed, StaleState
from portal.workflow import Gate, Governed, Move, may_move

WhyNot = Callable[[Any, Actor], str]
"""Takes the subject and the actor; returns why this actor may not, in Chinese, or an empty string."""


_EMPTY_WORDS = {True: "（办下一步之前要填）", False: "（可以不填）"}


class ActForm(forms.Form):
    """Base of every act's form. Knows its subject, so that choices can be limited to what the actor may use."""

    fieldsets: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    later: ClassVar[tuple[str, ...]] = ()
    """Fields that may stay empty now but not for good."""
    error_fields: ClassVar[Mapping[str, str]] = {}
    """Where a message goes that a service gives for an argument the form asks under another name."""

    def __init__(self, *args: Any, subject: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.actor, self.at = subject, actor, at
        self.dress()

    def dress(self) -> None:
        """Make all controls alike; to be called again by a form that adds fields of its own."""
        for name, field in self.fields.items():
            _dress(field)
            field.may_be_empty = _EMPTY_WORDS[name in self.later] if not field.required else ""  # type: ignore[attr-defined]  # for the template

    @property
    def error_count(self) -> int:
        return sum(len(messages) for messages in self.errors.values())

    def arguments(self) -> dict[str, Any]:
        """What the service is called with besides subject, actor and moment."""
        return dict(self.cleaned_data)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Visible fields under their headings; fields no heading names come last, without one."""
        named = {name for _, names in self.fieldsets for name in names}
        rest = [field for field in self.visible_fields() if field.name not in named]
        groups = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.fieldsets]
        return [group for group in [*groups, ("", rest)] if group[1]]

    def refuse(self, error: DomainError) -> None:
        """Put the messages of a refused act at the fields they belong to."""
        for name, messages in error.by_field().items():
            known = self.error_fields.get(name, name)
            target = known if known in self.fields else None
            for message in messages:
                self.add_error(target, message)


class ReasonForm(ActForm):
    reason = forms.CharField(label="理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


@dataclass(frozen=True, slots=True)
class ActPage:
    """``note`` says what happens next; ``warning`` is shown above the button of an act that cannot be undone.

    ``mends`` names the gates this act can open, so that “还差…” links to it. ``rare`` acts stand folded.
    """

    service: Callable[..., object]
    form: type[ActForm] = ActForm
    label: str = ""
    button: str = ""
    note: str = ""
    warning: str = ""
    mends: tuple[Gate, ...] = ()
    why_not: WhyNot | None = None
    in_bulk: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """One act as the case page shows it. ``refusal`` and ``missing`` are empty when it can be done now."""

    act: str
    label: str
    danger: bool = False
    is_move: bool = True
    refusal: str = ""
    missing: tuple["Missing", ...] = ()
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands before a move; ``mend`` is the act that puts it right, if the actor may do it."""

    text: str
    mend: str = ""


Pages = Mapping[str, ActPage]


def row_of(subject: models.Model | None, act: str) -> Move | None:
    """The act's row in the subject's table of moves; ``None`` for other acts and for subjects without a procedure."""
    return subject.workflow.by_act.get(act) if isinstance(subject, Governed) else None


def refusal(subject: models.Model, act: str, page: ActPage, actor: Actor) -> str:
    """Why this actor may not do the act, whatever the state of the subject."""
    if page.why_not is not None:
        return page.why_not(subject, actor)
    row = row_of(subject, act)
    return may_move(subject, row, actor) if row and isinstance(subject, Governed) else "这里不办这件事。"


def buttons(subject: models.Model, pages: Pages, actor: Actor, *, at: datetime) -> list[Button]:
    """Every act of the present state in the order of the table, then the acts that are no moves and are allowed."""
    others = [act for act, page in pages.items() if page.why_not is not None and not page.why_not(subject, actor)]
    free = [Button(act, pages[act].label, is_move=False, rare=pages[act].rare) for act in others]
    if not isinstance(subject, Governed):
        return free
    rows = [row for row in subject.workflow.from_state(subject.state) if row.applies(subject) and row.act in pages]
    return [_move_button(subject, row, pages, actor, at) for row in rows] + free


def missing(subject: Governed, act: str, pages: Pages, actor: Actor, *, at: datetime) -> tuple[Missing, ...]:
    """What still stands before a move, each with the act that mends it when this actor may do that."""
    menders = {
        gate: name for name, page in pages.items() for gate in page.mends if not refusal(subject, name, page, actor)
    }
    found = dict.fromkeys((reason, gate) for gate in subject.workflow[act].gates for reason in gate(subject, at))
    return tuple(Missing(reason, menders.get(gate, "")) for reason, gate in found)


def _move_button(subject: Governed, row: Move, pages: Pages, actor: Actor, at: datetime) -> Button:
    refused = may_move(subject, row, actor)
    lacking = () if refused else missing(subject, row.act, pages, actor, at=at)
    if row.danger and lacking:
        # Nothing to be made up for: what stands in the way of such an act is why it cannot be done at all.
        return Button(row.act, row.label, danger=True, refusal="；".join(item.text for item in lacking))
    rare = pages[row.act].rare
    return Button(row.act, row.label, danger=row.danger, refusal=refused, missing=lacking, rare=rare)


def perform(page: ActPage, subject: Any, form: ActForm, *, actor: Actor, at: datetime) -> bool:
    """Call the act's service. A refusal goes to the form's fields and makes this ``False``; nothing is written then.

    Raises ``NotAllowed`` and ``StaleState`` for the view to answer with 403 and 409.
    """
    try:
        page.service(subject, actor=actor, at=at, **form.arguments())
    except (NotAllowed, StaleState):
        raise
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def _dress(field: forms.Field) -> None:
    """Controls look alike everywhere; dates use the browser's own picker, which needs no script."""
    widget = field.widget
    if isinstance(field, forms.DateField) and isinstance(widget, forms.DateInput):
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={**widget.attrs, "type": "date", "class": "input w-no"})
    elif isinstance(field, forms.DateTimeField) and isinstance(widget, forms.DateTimeInput):
        attrs = {**widget.attrs, "type": "datetime-local", "class": "input w-no"}
        field.widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=attrs)
    elif not isinstance(widget, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        widget.attrs.setdefault("class", "input")
    field.widget.is_required = field.required
    field.widget.is_long = isinstance(widget, (forms.Textarea, forms.ClearableFileInput))
    chooses = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField, forms.FileField))
    field.error_messages["required"] = f"请{'选择' if chooses else '填写'}{field.label}"
