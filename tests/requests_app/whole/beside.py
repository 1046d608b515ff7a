"""The rooms beside the case, each move of theirs once: records put right, proposals to publish, released answers."""

from portal.accounts.states import Role
from requests_app.proposing import services as proposing
from requests_app.rectifying import services as rectifying
from tests.requests_app.agency import CITIZEN
from tests.requests_app.proposing.test_releasing import WORDS
from tests.requests_app.rectifying.test_rectifying import ASKED, CHECKED, ENDINGS


def records_put_right(agency, case, at):
    head = agency.as_(Role.DISCLOSURE_HEAD, at)
    for ending, (_, said, _) in ENDINGS.items():
        row = rectifying.ask(case, **ASKED, actor=CITIZEN, at=at)
        rectifying.answer(row, ending=ending, means="post", values=CHECKED | said, **head)
    row = rectifying.ask(case, **ASKED, actor=CITIZEN, at=at)
    rectifying.cancel(row, reason="已经更正了", actor=CITIZEN, at=at)


def proposals_decided(agency, case, document, at):
    head = agency.as_(Role.DISCLOSURE_HEAD, at)

    def suggested():
        return proposing.suggest(case, text="请公开加装电梯的合同", actor=CITIZEN, at=at)

    proposing.complete(proposing.accept(suggested(), **head), document=document, **head)
    proposing.decline(suggested(), reason="有商业秘密", **head)
    proposing.decline(proposing.accept(suggested(), **head), reason="文件已经失效", **head)


def answers_released(agency, at):
    handler, head = agency.as_(Role.HANDLER, at), agency.as_(Role.DISCLOSURE_HEAD, at)

    def drafted():
        return proposing.draft(organ=agency.organ, values=WORDS, **handler)

    proposing.drop(drafted(), reason="已经有公开的文件", **handler)
    proposing.drop(proposing.submit(drafted(), **handler), reason="已经有公开的文件", **handler)
    answer = proposing.submit(drafted(), **handler)
    proposing.submit(proposing.send_back(answer, reason="写清楚些", **head), **handler)
    proposing.withdraw(proposing.publish(answer, **head), reason="内容有误", **head)
