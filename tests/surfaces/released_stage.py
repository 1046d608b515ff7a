"""What becomes public of requests on the stage, a request few may know, and a record said to be wrong."""

from portal.accounts.states import Role
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.proposing import services as proposing
from requests_app.rectifying import services as rectifying
from tests.requests_app.agency import CITIZEN
from tests.surfaces.requests import PERSON

RELEASED = {"title": "校车线路", "question": "校车线路和时刻。", "answer": "线路见附件。"}


def released_on_stage(office, request: DisclosureRequest) -> dict[str, int]:
    """Everything is made by the acts themselves; ``request`` is the one of ``requests.py``."""
    clerk, head = office.as_(Role.INFO_CLERK), office.as_(Role.DISCLOSURE_HEAD)
    hidden = cases.restrict(registered(office), reason="涉及未成年人", **head)
    record = {"record": "学籍登记", "fault": "姓名错了一个字", "evidence": "户口簿"}
    citizen = {"actor": CITIZEN, "at": clerk["at"]}
    return {
        "restricted": hidden.pk,
        "proposal": proposing.suggest(request, text="请公开校车线路", **citizen).pk,
        "hidden_proposal": proposing.suggest(hidden, text="请公开名单", **citizen).pk,
        "hidden_record": rectifying.ask(hidden, **record, **citizen).pk,
        "open_answer": proposing.draft(organ=office.organ, values=RELEASED, **office.as_(Role.HANDLER)).pk,
        "released": released(office).pk,
        "taken_down": proposing.withdraw(released(office), reason="线路变了", **head).pk,
        "record_correction": rectifying.ask(request, **record, **citizen).pk,
    }


def registered(office) -> DisclosureRequest:
    clerk = office.as_(Role.INFO_CLERK)
    given = {"channel": "in_person", "arrived_on": clerk["at"].date(), "values": PERSON}
    return cases.register(organ=office.organ, **given, items=[{"text": "名单"}], **clerk).request


def released(office):
    """Approved by another than its author."""
    answer = proposing.draft(organ=office.organ, values=RELEASED, **office.as_(Role.HANDLER))
    proposing.submit(answer, **office.as_(Role.HANDLER))
    return proposing.publish(answer, **office.as_(Role.SIGNER))
