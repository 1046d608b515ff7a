"""Who must know. Titles stay out of messages: they may be of documents not for the public."""

from datetime import datetime

from django.db import models

from disclosure.coordination.models import Approval, Coordination, Inquiry
from disclosure.coordination.states import ANSWERERS, ASKERS
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref


def tell_people(
    subject: models.Model, organ: Organ | None, roles: tuple[str, ...], words: str, *, at: datetime, about: str
) -> None:
    """One message to everybody who holds one of the roles; ``about`` tells two messages on one subject apart."""
    label = subject._meta.label_lower
    tell(
        recipients_of(organ.heir() if organ else None, *roles, at=at),
        subject_line=words,
        body=f"请在工作台办理：/admin/{label.replace('.', '/')}/{subject.pk}/change/",
        kind="coordination",
        dedupe_key=f"{label}|{subject.pk}|{about}",
        at=at,
        about=ref(subject),
    )


def tell_asked(inquiry: Inquiry, *, at: datetime) -> None:
    tell_people(inquiry, inquiry.organ, ANSWERERS, "有一件征求意见要书面答复", at=at, about="asked")


def tell_withdrawn(inquiry: Inquiry, *, at: datetime) -> None:
    tell_people(inquiry, inquiry.organ, ANSWERERS, "一件征求意见已经作废，不用答复", at=at, about="withdrawn")


def tell_asker(coordination: Coordination, *, at: datetime) -> None:
    words = f"发布协调有进展：{coordination.get_state_display()}"
    tell_people(coordination, coordination.organ, ASKERS, words, at=at, about=f"asker|{coordination.version}")


def tell_answered(inquiry: Inquiry, *, at: datetime) -> None:
    words = f"{inquiry.organ.short_name}已答复：{inquiry.get_state_display()}"
    coordination = inquiry.coordination
    tell_people(coordination, coordination.organ, ASKERS, words, at=at, about=f"answered|{inquiry.pk}")


def tell_oversight(coordination: Coordination, *, at: datetime) -> None:
    words = "有一件发布协调要裁决"
    tell_people(coordination, None, (Role.OVERSIGHT,), words, at=at, about=f"ruling|{coordination.version}")


def tell_result(coordination: Coordination, *, at: datetime) -> None:
    """The result goes to the publishing organ and to everybody who was asked."""
    tell_asker(coordination, at=at)
    for inquiry in coordination.inquiries.select_related("organ"):
        words = f"发布协调有结果：{coordination.get_state_display()}"
        tell_people(inquiry, inquiry.organ, ANSWERERS, words, at=at, about=f"ruled|{coordination.version}")


def tell_proposed(approval: Approval, *, at: datetime) -> None:
    words = "有一件公文可能要经批准才能发布，请确认"
    tell_people(approval, approval.organ, (Role.INFO_CLERK,), words, at=at, about=f"proposed|{approval.version}")
