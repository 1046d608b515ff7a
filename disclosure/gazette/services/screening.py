"""What the screening found in historic texts, decided or masked by a named person."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.gazette import parts
from disclosure.gazette.models import GazetteIssue
from disclosure.gazette.states import IssueState
from portal.actors import Actor
from portal.errors import NotAllowed
from portal.screening import services as screening
from portal.screening.detectors import Match
from portal.screening.kinds import Kind
from portal.screening.masks import masked
from portal.screening.models import Finding
from portal.screening.states import Decision
from portal.workflow import touch

OVER = frozenset({IssueState.PUBLISHED, IssueState.CANCELLED})


@transaction.atomic
def settle_findings(
    issue: GazetteIssue, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str = ""
) -> GazetteIssue:
    """Decide about findings; 遮盖 changes the text, which is not kept as it was. Before the issue is out only.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` when the text was changed after it was screened.
    """
    if issue.state in OVER:
        raise NotAllowed("出版以前才能处理筛查结果。")
    chosen = list(findings)
    if decision == Decision.MASKED:
        _mask(issue, chosen)
    organ = issue.organ.heir()
    screening.decide(issue, chosen, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return issue


def _mask(issue: GazetteIssue, chosen: list[Finding]) -> None:
    by_part: dict[str, list[Finding]] = defaultdict(list)
    for finding in chosen:
        by_part[finding.part].append(finding)
    touch(issue)
    for entry in issue.entries.filter(document=None):
        known = {part.code: part for part in parts.of_entry(entry)}
        for field in parts.SCREENED:
            part = known[parts.code(entry, field)]
            if rows := by_part.get(part.code):
                screening.require_present(rows, part.text, part)
                hidden = masked(part.text, [Match(Kind(row.kind), row.start, row.end) for row in rows])
                setattr(entry, field, hidden)
                entry.file = None  # the facsimile still shows what is masked in the text
                entry.save(update_fields=[field, "file"])
