"""Documents of the demonstration city, each brought where it stands by the acts of the people who would have done it.

``documents`` carry the dates of their own past. ``cases`` are open: their days are counted in working days back from
the day of loading, so that queues and clocks are alive whenever the city is loaded.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zlib import crc32

from django.core.files.base import ContentFile

from disclosure.catalogue.demo import adopt_regulation, column_of
from disclosure.coordination.demo import Course as Coordination
from disclosure.demo.files import attachment
from disclosure.demo.stage import Stage, Step, days_of, moment
from disclosure.demo.texts import SIGNATURE, Text, in_words
from disclosure.documents import parts, rules, services
from disclosure.documents.codes import OFFICIAL_KINDS, Attribute, DocumentKind, PublicClause, SecrecyConclusion
from disclosure.documents.models import Document
from disclosure.documents.states import State
from disclosure.documents.topics import TOPIC_NAMES
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import Actor
from portal.clock import SHANGHAI

_SECRECY_LAW = "《中华人民共和国保守国家秘密法》《中华人民共和国政府信息公开条例》"
_REQUIRED_BY_LAW = "依照法律、法规应当主动公开"
_READ: dict[str, Any] = {"wording_checked": True, "facts_checked": True, "expression_checked": True}
_NOTHING_FOUND: dict[str, Any] = {"state_secret": False, "trade_secret": False, "privacy": False, "security": False}
_CONCLUSIONS = {
    Attribute.ACTIVE: SecrecyConclusion.ACTIVE,
    Attribute.ON_REQUEST: SecrecyConclusion.ON_REQUEST,
    Attribute.WITHHELD: SecrecyConclusion.EXEMPT,
}
_NUMBERED = frozenset(OFFICIAL_KINDS) | {
    DocumentKind.MEASURE,
    DocumentKind.DETAILED_RULE,
    DocumentKind.PROVISION,
    DocumentKind.SCHEME,
}
"""Kinds that carry a 发文字号; lists, results and news do not."""

_TOPICS = {name: code for code, name in TOPIC_NAMES.items() if name != "其他"}

# The last act of the common way that a case in this state has behind it; what comes after is the state's own.
_LAST_ACT: dict[str, str] = {
    State.DRAFT: "create",
    State.CANCELLED: "create",
    State.CHECKING: "submit",
    State.RETURNED: "submit",
    State.SECRECY: "check",
    State.REFERRED: "clear",
    State.FIRST_REVIEW: "clear",
    State.SECOND_REVIEW: "first",
    State.FINAL_REVIEW: "second",
    State.OFFICE_REVIEW: "final",
    State.SIGNING: "final",
    State.SIGNED: "sign",
    "scheduled": "sign",
    State.FILED: "sign",
}


def steps(text: Text, stage: Stage) -> Iterator[Step]:
    """Everything that happened to one text, in order."""
    return _Course(text, stage).acts()


class _Course:
    """The way of one text. Each ``_act`` takes the moment and calls one service as the person in charge."""

    def __init__(self, text: Text, stage: Stage) -> None:
        self.text, self.stage, self.facts = text, stage, text.facts
        self.days = days_of(text, stage)
        self.state = self.facts.get("state", State.PUBLISHED)
        self.sensitive = bool(self.facts.get("sensitive"))
        self.numbered = self.facts.get("numbered", self.facts["kind"] in _NUMBERED)
        self.attribute = self.facts.get("attribute", Attribute.ACTIVE)
        # Nobody works on the stroke of the clock; the same text always has the same minutes.
        self.minutes = crc32(text.name.encode()) % 40
        self.document: Document | None = None
        self.others = Coordination(self.facts, text.organ, find=lambda: stage.document(text.key), by=self._holder)

    # --- order ---------------------------------------------------------------------------------------

    def acts(self) -> Iterator[Step]:
        last = _LAST_ACT.get(self.state, "publish")
        for name, step in self._common_way():
            yield step
            if name == last:
                break
        for day, hour, play in self.others.acts(self.days.drafted, self.stage.calendar):
            yield self._step(day, hour, self._afresh(play))
        yield from self._own_way()

    def _common_way(self) -> Iterator[tuple[str, Step]]:
        days = self.days
        yield "create", self._step(days.drafted, 9, self._create)
        yield "attach", self._step(days.drafted, 10, self._attach)
        if "drafted_by" in self.facts:
            yield "endorse", self._step(days.drafted, 14, self._endorse)
        yield "submit", self._step(days.drafted, 15, self._submit)
        yield "check", self._step(days.checked, 9, self._check)
        yield "approve", self._step(days.checked, 10, self._afresh(self.others.approve))
        yield "clear", self._step(days.checked, 15, self._clear)
        yield "first", self._step(days.reviewed, 9, partial(self._review, Role.INFO_CLERK))
        yield "second", self._step(days.reviewed, 15, partial(self._review, Role.DEPT_REVIEWER))
        yield "final", self._step(days.final, 8, partial(self._review, Role.SIGNER))
        if self.sensitive:
            yield "office", self._step(days.final, 14, partial(self._review, Role.OFFICE_APPROVER))
        yield "sign", Step(days.signed, self._sign)
        if days.published:
            yield "publish", Step(days.published, self._publish)

    def _own_way(self) -> Iterator[Step]:
        """What only texts in this state, or with these facts, went through."""
        days, facts = self.days, self.facts
        if "return_note" in facts:
            yield self._step(days.checked, 9, self._send_back)
        if "cancel_reason" in facts:
            yield self._step(days.checked, 9, self._cancel)
        if "publish_in" in facts:
            yield Step(days.signed + timedelta(minutes=30), self._schedule)
        for name, play in (("assessed", self._reassess), ("opened", self._open)):
            if name in facts:
                day = self.stage.calendar.nth_before(self.stage.today, facts[name]["age"])
                yield self._step(day, 11, play)
        if days.published:
            yield from self._after_publication(days.published)

    def _after_publication(self, published: datetime) -> Iterator[Step]:
        facts = self.facts
        yield Step(published + timedelta(minutes=5), self._after)
        if "recalled_after" in facts:
            yield Step(published + timedelta(hours=facts["recalled_after"]), self._recall)
        if "correction" in facts:
            yield from self._correction(published)
        if "overturned" in facts:
            yield Step(facts["overturned"].replace(tzinfo=SHANGHAI), self._report_overturned)
        if "withdrawn" in facts:
            yield Step(facts["withdrawn"].replace(tzinfo=SHANGHAI), self._withdraw)

    def _correction(self, published: datetime) -> Iterator[Step]:
        """Proposed by the organ's handler; one without ``at`` still waits for its secrecy review."""
        done = self.facts["correction"].get("at")
        start = done.replace(tzinfo=SHANGHAI) if done else published + timedelta(days=1)
        yield Step(start - timedelta(minutes=90), self._propose_correction)
        if done:
            yield Step(start - timedelta(minutes=60), self._clear_correction)
            yield Step(start - timedelta(minutes=30), self._check_correction)
            yield Step(start, self._correct)

    def _step(self, day: date, hour: int, play: Callable[[datetime], object]) -> Step:
        return Step(moment(day, hour, self.minutes), play)

    def _afresh(self, play: Callable[[datetime], object]) -> Callable[[datetime], object]:
        """An act of others changes the row: what is held of it is forgotten."""

        def played(at: datetime) -> None:
            play(at)
            self.document = None

        return played

    # --- who ------------------------------------------------------------------------------------------

    def _organ(self) -> Organ:
        return self.stage.organ(self.text.organ)

    def _drafting_organ(self) -> Organ:
        return self.stage.organ(self.facts.get("drafted_by", self.text.organ))

    def _holder(self, organ: str, role: Role, at: datetime) -> Actor:
        return self.stage.actor(self.stage.organ(organ), role, at)

    def _by(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self._organ(), role, at), "at": at}

    def _by_drafter(self, at: datetime, role: Role = Role.HANDLER) -> dict[str, Any]:
        return {"actor": self.stage.actor(self._drafting_organ(), role, at), "at": at}

    def _document(self) -> Document:
        """As the acts before left it; once it is public, others may have changed it too."""
        if self.document is None or self.document.published_at:
            self.document = self.stage.document(self.text.key)
        return self.document

    # --- drafting -------------------------------------------------------------------------------------

    def _create(self, at: datetime) -> None:
        organ = self._organ()
        original = next((name for kind, name in self.text.relatives if kind == "forwards"), None)
        self.document = services.create_draft(
            organ=organ,
            values=self._values(organ),
            drafting_organ=self._drafting_organ(),
            forwards=self.stage.document(original) if original else None,
            **self._by_drafter(at),
        )
        self.stage.standing[self.text.key] = self.document.pk

    def _values(self, organ: Organ) -> dict[str, Any]:
        facts = self.facts
        values: dict[str, Any] = {
            name: facts[name] for name in ("kind", "title", "summary", "keywords", "contact") if name in facts
        }
        issuers = self.text.issuers(organ.name)
        values |= {
            "body": self._body(issuers),
            "issuer": "、".join(issuers),
            "column": column_of(facts["column"], organ) if "column" in facts else None,
        }
        values |= {"is_secret_matter": False, "is_sensitive": self.sensitive}
        values |= {"is_normative": bool(facts.get("normative")), **self._attribute(values), **self._topic()}
        values |= {"public_clause": self._clause(values["body"]) if values["is_normative"] else ""}
        values |= {"effective_on": self._day("effective"), "expires_on": self._day("expires")}
        return values | ({"publish_rule": facts["rule"]} if "rule" in facts else {})

    def _body(self, issuers: list[str]) -> str:
        signs = SIGNATURE in self.text.prose or (self.numbered and self.facts["kind"] in OFFICIAL_KINDS)
        body = self.text.body(
            signature="\n".join([*issuers, in_words(self.days.formed)]) if signs else "",
            today=self.stage.today,
            number_of=lambda name: self.stage.document(name).doc_number,
        )
        correction = self.facts.get("correction")
        return body.replace(correction["right"], correction["wrong"]) if correction else body

    def _attribute(self, values: dict[str, Any]) -> dict[str, str]:
        if self.attribute != Attribute.ACTIVE:
            reason, basis = self.facts.get("attribute_reason", ""), self.facts.get("basis", "")
            return {"attribute": self.attribute, "attribute_reason": reason, "withholding_basis": basis}
        suggested = rules.suggest_attribute(kind=values["kind"], title=values["title"], body=values["body"])
        agreed = suggested.attribute == Attribute.ACTIVE
        return {
            "attribute": self.attribute,
            "attribute_reason": suggested.why if agreed else _REQUIRED_BY_LAW,
            "release_reason": suggested.release_reason if agreed else "other_law",
        }

    @staticmethod
    def _clause(body: str) -> str:
        return PublicClause.WRITTEN if parts.speaks_of_openness(body) else PublicClause.NOTHING

    def _topic(self) -> dict[str, str]:
        code = _TOPICS[self.facts["topic"]]
        return {"topic": code[:2], "subtopic": code if len(code) > 2 else ""}

    def _day(self, name: str) -> date | None:
        given = self.facts.get(name)
        return self.stage.today + timedelta(days=given) if isinstance(given, int) else given

    def _attach(self, at: datetime) -> None:
        document = self._document()
        for name in self.facts.get("attachments", []):
            title, content = attachment(name, at=at)
            added = services.add_attachment(document, name=title, upload=ContentFile(content), **self._by_drafter(at))
            if name in self.facts.get("cleaned", []):
                services.clean_copy(document, attachment=added, **self._by_drafter(at))
        for kind, name in self.text.relatives:
            if kind not in {"forwards", "related"}:
                services.relate(source=document, target=self.stage.document(name), kind=kind, **self._by_drafter(at))

    def _endorse(self, at: datetime) -> None:
        services.endorse(self._document(), **self._by_drafter(at, Role.HEAD))

    def _submit(self, at: datetime) -> None:
        services.submit(self._document(), **self._by_drafter(at))

    def _cancel(self, at: datetime) -> None:
        services.cancel(self._document(), reason=self.facts["cancel_reason"], **self._by_drafter(at))

    # --- reviews --------------------------------------------------------------------------------------

    def _check(self, at: datetime) -> None:
        role = Role.INFO_CLERK if self.attribute == Attribute.ACTIVE else Role.DISCLOSURE_HEAD
        services.pass_check(self._document(), **self._by(role, at))

    def _send_back(self, at: datetime) -> None:
        services.send_back(
            self._document(),
            reason_code=self.facts["return_reason"],
            note=self.facts["return_note"],
            **self._by(Role.INFO_CLERK, at),
        )

    def _clear(self, at: datetime) -> None:
        doubt = self.facts.get("refer")
        services.record_secrecy_review(
            self._document(),
            conclusion=SecrecyConclusion.REFER if doubt else _CONCLUSIONS[Attribute(self.attribute)],
            basis=_SECRECY_LAW,
            **(_NOTHING_FOUND | ({doubt: True} if doubt else {})),
            **self._by(Role.SECRECY_REVIEWER, at),
        )

    def _review(self, role: Role, at: datetime) -> None:
        services.review(self._document(), approved=True, opinion="同意。", **_READ, **self._by(role, at))

    # --- release --------------------------------------------------------------------------------------

    def _sign(self, at: datetime) -> None:
        services.sign(
            self._document(),
            attribute=self.attribute,
            numbered=self.numbered,
            annotated=self.numbered,
            printed_on=self.days.formed if self.numbered else None,
            **self._by(Role.HEAD, at),
        )

    def _schedule(self, at: datetime) -> None:
        day = self.stage.calendar.nth_after(self.stage.today, self.facts["publish_in"])
        services.schedule(self._document(), publish_after=moment(day, 9, 0), **self._by(Role.INFO_CLERK, at))

    def _publish(self, at: datetime) -> None:
        services.publish(self._document(), **self._by(Role.INFO_CLERK, at))

    def _after(self, at: datetime) -> None:
        """Links without effect, and the library of rules."""
        document = self._document()
        if "regulation" in self.facts:
            who = self._by(Role.DISCLOSURE_HEAD, at)
            adopt_regulation(self._organ(), self.facts, document_id=document.pk, **who)
        for kind, name in self.text.relatives:
            if kind == "related" and self.stage.stands(name):
                target = self.stage.document(name)
                services.relate(source=document, target=target, kind=kind, **self._by_drafter(at))

    def _reassess(self, at: datetime) -> None:
        reason = self.facts["assessed"]["reason"]
        services.reassess(self._document(), reason=reason, **self._by(Role.DISCLOSURE_HEAD, at))

    def _open(self, at: datetime) -> None:
        reason = self.facts["opened"]["reason"]
        services.release(self._document(), reason=reason, **self._by(Role.DISCLOSURE_HEAD, at))

    # --- afterwards -----------------------------------------------------------------------------------

    def _propose_correction(self, at: datetime) -> None:
        document, correction = self._document(), self.facts["correction"]
        body = document.body.replace(correction["wrong"], correction["right"])
        services.propose_correction(
            document, changes={"body": body}, reason=correction["reason"], **_READ, **self._by(Role.HANDLER, at)
        )

    def _clear_correction(self, at: datetime) -> None:
        services.clear_correction(
            self._document(), basis=_SECRECY_LAW, **_NOTHING_FOUND, **self._by(Role.SECRECY_REVIEWER, at)
        )

    def _check_correction(self, at: datetime) -> None:
        services.check_correction(self._document(), **_READ, **self._by(Role.DEPT_REVIEWER, at))

    def _correct(self, at: datetime) -> None:
        services.correct(self._document(), **_READ, **self._by(Role.SIGNER, at))

    def _recall(self, at: datetime) -> None:
        services.recall(self._document(), reason=self.facts["down_reason"], **self._by(Role.SIGNER, at))

    def _report_overturned(self, at: datetime) -> None:
        services.report_overturned(
            self._document(), overturned_on=at.date(), reason="行政复议决定撤销。", **self._by(Role.HANDLER, at)
        )

    def _withdraw(self, at: datetime) -> None:
        successor = self.facts.get("successor")
        services.withdraw(
            self._document(),
            reason=self.facts["down_reason"],
            successor=self.stage.document(successor) if successor else None,
            hides_title=bool(self.facts.get("hides_title")),
            **self._by(Role.SIGNER, at),
        )
