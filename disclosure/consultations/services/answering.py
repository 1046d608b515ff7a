"""归纳 and 答复, in private until the result is out: opinions grouped by what they say, answered together or alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from disclosure.consultations.fields import THEME, VERDICT
from disclosure.consultations.models import Consultation, Opinion, OpinionQuerySet, Theme
from disclosure.consultations.services.drafting import screen_result
from disclosure.consultations.states import ANSWERABLE, COUNTED, DRAFTERS
from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.workflow import edit, touch


def not_to_answer(consultation: Consultation, actor: Actor) -> str:
    """Why this actor may not group and answer, in Chinese; empty when it is allowed."""
    if consultation.state not in ANSWERABLE:
        return "发布以后、结果送审以前才能归纳和答复。"
    return "" if rules.holds(actor, DRAFTERS, consultation.acting_organ_id) else "由经办人或者信息员归纳、答复。"


def _require(consultation: Consultation, actor: Actor) -> None:
    if why := not_to_answer(consultation, actor):
        raise NotAllowed(why)


def name_theme(consultation: Consultation, *, title: str, summary: str, actor: Actor, at: datetime) -> Theme:
    """Raises ``InvalidInput`` also for a title there is."""
    _require(consultation, actor)
    clean = checked(THEME, {"title": title, "summary": summary})
    refuse_marks([Part(name, THEME[name].label, clean[name]) for name in THEME], doing="归纳意见", actor=actor, at=at)
    try:
        with transaction.atomic():
            touch(consultation)
            theme = Theme.objects.create(consultation=consultation, **clean)
            record(act="name_theme", subject=consultation, actor=actor, at=at, after={"theme": theme.title})
            screen_result(consultation, at=at)
            return theme
    except IntegrityError:
        raise InvalidInput({"title": "已经有这个主题"}) from None


@transaction.atomic
def drop_theme(consultation: Consultation, *, theme: Theme, actor: Actor, at: datetime) -> Consultation:
    """Its opinions are ungrouped again."""
    _require(consultation, actor)
    touch(consultation)
    record(act="drop_theme", subject=consultation, actor=actor, at=at, before={"theme": theme.title})
    theme.delete()
    screen_result(consultation, at=at)
    return consultation


@transaction.atomic
def group(
    consultation: Consultation, *, opinions: OpinionQuerySet, theme: Theme | None, actor: Actor, at: datetime
) -> int:
    """Put all these opinions under one theme, or under none, in one statement; how many. ``opinions`` may be a list of
    ticked ones or everything a filter finds. Raises ``NotAllowed`` or ``InvalidInput``."""
    _require(consultation, actor)
    if theme is not None and theme.consultation_id != consultation.pk:
        raise InvalidInput({"theme": "请选这次征求意见的主题"})
    chosen = Opinion.objects.filter(pk__in=opinions.order_by().values("pk"), consultation=consultation)
    moved = chosen.filter(state__in=COUNTED).update(theme=theme, version=F("version") + 1)
    if not moved:
        raise InvalidInput({"opinions": "请勾选要归到一起的意见"})
    after = {"theme": theme.title if theme else "", "opinions": moved}
    record(act="group_opinions", subject=consultation, actor=actor, at=at, after=after)
    return moved


def answer_theme(
    consultation: Consultation, *, theme: Theme, verdict: str, reason: str, actor: Actor, at: datetime
) -> Theme:
    """One answer to all opinions of the theme. The reason for a view many share is asked for when the result is handed
    in (``gates.concentrated_views_have_reasons``). Raises ``InvalidInput``."""
    _require(consultation, actor)
    if theme.consultation_id != consultation.pk:
        raise InvalidInput({"theme": "请选这次征求意见的主题"})
    clean = _verdict(verdict, reason, actor=actor, at=at)
    with transaction.atomic():
        touch(consultation)
        theme.verdict, theme.reason = clean["verdict"], clean["reason"]
        theme.save(update_fields=["verdict", "reason"])
        record(act="answer_theme", subject=consultation, actor=actor, at=at, after={"theme": theme.title} | clean)
        screen_result(consultation, at=at)
    return theme


def not_to_answer_one(opinion: Opinion, actor: Actor) -> str:
    if opinion.state not in COUNTED:
        return "无效的、撤回的不答复。"
    return not_to_answer(opinion.consultation, actor)


def answer_opinion(opinion: Opinion, *, verdict: str, reason: str, actor: Actor, at: datetime) -> Opinion:
    """An answer to this one alone, before the one of its theme. Raises ``InvalidInput`` or ``StaleState``."""
    if why := not_to_answer_one(opinion, actor):
        raise NotAllowed(why)
    clean = _verdict(verdict, reason, actor=actor, at=at)
    with transaction.atomic():
        changes = {"verdict": clean["verdict"], "verdict_reason": clean["reason"]}
        edit(opinion, changes, act="answer_opinion", actor=actor, at=at)
        screen_result(opinion.consultation, at=at)
    return opinion


def _verdict(verdict: str, reason: str, *, actor: Actor, at: datetime) -> dict[str, str]:
    clean = checked(VERDICT, {"verdict": verdict, "reason": reason})
    refuse_marks([Part("reason", "理由", clean["reason"])], doing="答复意见", actor=actor, at=at)
    return clean


def ticked(consultation: Consultation, pks: Iterable[int]) -> OpinionQuerySet:
    """Those of this consultation among the numbers a form sent."""
    return Opinion.objects.filter(consultation=consultation, pk__in=list(pks))
