"""One document in every state, each with a word of its own in every text: a page that shows it betrays itself."""

from disclosure.documents import services
from disclosure.documents.states import State
from portal.accounts.states import Role
from tests.disclosure.office import NOTHING_SECRET, WITHHELD_DRAFT, Office

MARKS = {
    State.DRAFT: "丁香",
    State.CHECKING: "山茶",
    State.RETURNED: "木槿",
    State.SECRECY: "牡丹",
    State.REFERRED: "玫瑰",
    State.FIRST_REVIEW: "茉莉",
    State.SECOND_REVIEW: "芍药",
    State.FINAL_REVIEW: "杜鹃",
    State.OFFICE_REVIEW: "海棠",
    State.SIGNING: "栀子",
    State.SIGNED: "紫薇",
    State.FILED: "石竹",
    State.PUBLISHED: "桂花",
    State.RECALLED: "水仙",
    State.WITHDRAWN: "腊梅",
    State.CANCELLED: "百合",
}


def words(state: State) -> dict[str, str]:
    """The texts of a draft, each with the mark of the state."""
    mark = MARKS[state]
    return {
        "title": f"关于{mark}事项的通知",
        "body": f"现就{mark}事项通知如下。\n临江市教育局",
        "summary": f"{mark}事项的概述",
        "keywords": mark,
        "attribute_reason": f"{mark}涉及公众切身利益",
    }


def one_in_every_state(office: Office) -> dict[State, object]:
    """State → document, each brought there by the acts themselves."""
    later = {"reason": "内容有误"}
    withheld = WITHHELD_DRAFT | words(State.FILED)
    built = {
        State.DRAFT: office.draft(**words(State.DRAFT)),
        State.CHECKING: office.submitted(**words(State.CHECKING)),
        State.RETURNED: office.submitted(**words(State.RETURNED) | {"attribute": "", "attribute_reason": ""}),
        State.SECRECY: office.checked(**words(State.SECRECY)),
        State.REFERRED: office.cleared(conclusion="refer", **words(State.REFERRED)),
        State.FIRST_REVIEW: office.cleared(**words(State.FIRST_REVIEW)),
        State.SECOND_REVIEW: _reviewed(office, State.SECOND_REVIEW, Role.INFO_CLERK),
        State.FINAL_REVIEW: _reviewed(office, State.FINAL_REVIEW, Role.INFO_CLERK, Role.DEPT_REVIEWER),
        State.OFFICE_REVIEW: _reviewed(
            office, State.OFFICE_REVIEW, Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER, is_sensitive=True
        ),
        State.SIGNING: office.reviewed(**words(State.SIGNING)),
        State.SIGNED: office.signed(**words(State.SIGNED)),
        State.FILED: office.signed(conclusion="exempt", answers=NOTHING_SECRET, **withheld),
        State.PUBLISHED: office.published(**words(State.PUBLISHED)),
        State.RECALLED: office.published(**words(State.RECALLED)),
        State.WITHDRAWN: office.published(**words(State.WITHDRAWN)),
        State.CANCELLED: office.draft(**words(State.CANCELLED)),
    }
    services.recall(built[State.RECALLED], hides_title=True, **later, **office.as_(Role.SIGNER))
    services.withdraw(built[State.WITHDRAWN], hides_title=True, **later, **office.as_(Role.SIGNER))
    services.cancel(built[State.CANCELLED], **later, **office.as_(Role.HANDLER))
    return built


def _reviewed(office: Office, state: State, *roles: Role, **values: object):
    document = office.cleared(**words(state), **values)
    for role in roles:
        office.approve(document, role)
    return document
