"""Who is told about a request: people of the organ in the site and by mail, the applicant by mail only."""

from collections.abc import Iterable
from datetime import datetime

from portal.accounts.models import User
from portal.notices.selectors import recipients_of
from portal.notices.services import queue, tell
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.subjects import ref
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import RECEIVERS


def tell_organ(request: DisclosureRequest, words: str, *, at: datetime, people: list[User] | None = None) -> None:
    """``people`` instead of everybody who takes requests in. Only the number, never what the applicant wrote."""
    tell(
        people if people is not None else recipients_of(request.organ.heir(), *RECEIVERS, at=at),
        subject_line=f"{words}：{request.number}",
        body=f"请在工作台办理：/admin/requests_app/disclosurerequest/{request.pk}/change/",
        kind="foi",
        dedupe_key=f"foi|{request.pk}|{request.version}|{words}",
        at=at,
        about=ref(request),
    )


def tell_applicant(request: DisclosureRequest, words: str, *, at: datetime, key: str) -> None:
    """A short mail to the address on the request, when there is one: what happened, not what was asked.

    ``key`` makes the message unique within the request; ``applicant_key`` is how it stands among the messages.
    """
    address = plain_text(request.applicant, "email")
    if not address:
        return
    queue(
        channel=ChannelName.EMAIL,
        to=address,
        subject_line=f"您的政府信息公开申请 {request.number}",
        body=f"{words}\n\n查看办理情况请打开 /requests/track/ ，填写申请编号和查询码。\n{request.organ.name}",
        kind="foi_applicant",
        dedupe_key=applicant_key(request, key),
        at=at,
        about=ref(request),
    )


def applicant_key(request: DisclosureRequest, key: str) -> str:
    return f"foi_applicant|{request.pk}|{key}"


def tell_holders(request: DisclosureRequest, roles: Iterable[str], words: str, *, at: datetime) -> None:
    """Those of the organ who take the next step."""
    tell_organ(request, words, at=at, people=recipients_of(request.organ.heir(), *roles, at=at))
