"""Posts nobody holds and rules of procedure that do not exist."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import partial

from django.db.models import Q

from assessment.problems.selectors import assessed
from assessment.problems.sources.fault import Fault, Period, Source
from disclosure.catalogue.models import Regulation
from disclosure.catalogue.states import RegulationSubject
from portal import clock
from portal.accounts.models import Appointment
from portal.accounts.selectors import site_organ
from portal.accounts.states import OrganKind, Role
from portal.subjects import ref

VACANT_DAYS = timedelta(days=30)
"""A post that is free for this long is a fault, not a change of office. The house's own number."""

_POSTS = "《政府信息公开条例》第四条；本市考核评定标准第一项"
_RULES = "本市考核评定标准第二项；示范区建设标准（制度建设）"
_EIGHT = [each for each in RegulationSubject if each is not RegulationSubject.OTHER]


def _vacant(posts: Collection[Role], period: Period) -> Iterator[Fault]:
    day = clock.local(period.at).date()
    if day - VACANT_DAYS < period.first:
        return
    recent = Appointment.objects.filter(role__in=posts, starts_on__lte=day).filter(
        Q(ends_on=None) | Q(ends_on__gte=day - VACANT_DAYS)
    )
    held = set(recent.values_list("organ_id", "role"))
    for organ in assessed(day - VACANT_DAYS):
        for post in posts:
            if (organ.pk, post.value) not in held:
                yield Fault(
                    organ_id=organ.pk,
                    cause=f"accounts.organ:{organ.pk}:post:{post.value}:{day.year}",
                    subject=ref(organ),
                    title=f"{organ.short_name}没有{post.label}",
                    article=_POSTS,
                    facts=f"到{day:%Y年%-m月%-d日}，这个职务空缺已经超过{VACANT_DAYS.days}天。",
                    occurred_on=day,
                )


def _without_rules(period: Period) -> Iterator[Fault]:
    """A rule of the city government, or of the office that leads the work for it, holds for everybody."""
    day = clock.local(period.at).date()
    rows = Regulation.objects.in_force(day).exclude(subject=RegulationSubject.OTHER)
    kept = set(rows.values_list("organ_id", "subject"))
    of_the_city = rows.filter(Q(organ__kind=OrganKind.GOVERNMENT) | Q(organ=site_organ(day)))
    for_all = set(of_the_city.values_list("subject", flat=True))
    for organ in assessed(day - VACANT_DAYS):
        for subject in _EIGHT:
            if subject.value not in for_all and (organ.pk, subject.value) not in kept:
                yield Fault(
                    organ_id=organ.pk,
                    cause=f"accounts.organ:{organ.pk}:regulation:{subject.value}:{day.year}",
                    subject=ref(organ),
                    title=f"{organ.short_name}没有“{subject.label}”制度",
                    article=_RULES,
                    facts=f"到{day:%Y年%-m月%-d日}，制度库里没有现行的，市政府也没有统一的。",
                    occurred_on=day,
                )


_DUTIES = ("S1-2.a", "S1-2.b", "S1-2.c", "S1-2.d", "S1-2.e", "S1-2.f", "S1-2.g", "S1-2.h", "S2-11.A2")

SOURCES = (
    Source("no_leader", "没有负责的领导", partial(_vacant, (Role.HEAD, Role.SIGNER)), duties=("S2-11.A1", "S3-7.1b")),
    Source(
        "no_officer",
        "没有公开工作机构负责人或者保密审查员",
        partial(_vacant, (Role.DISCLOSURE_HEAD, Role.SECRECY_REVIEWER)),
        duties=("S2-11.A1", "S1-1.1b"),
    ),
    Source("no_regulation", "制度缺失", _without_rules, duties=_DUTIES),
)
