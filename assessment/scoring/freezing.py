"""What a score was made of, as data, and its digest: the same facts give the same digest."""

import hashlib
import json
from datetime import datetime
from typing import Any

from assessment.scoring.models import Assessment
from assessment.scoring.selectors import counted, problems_of
from assessment.standards.criteria import plain
from assessment.standards.marks import Marks, Score


def evidence(assessment: Assessment, marks: Marks, score: Score, *, at: datetime) -> dict[str, Any]:
    """Every line with the causes of its problems."""
    return {
        "organ": assessment.organ.name,
        "year": assessment.year,
        "standard": assessment.standard.basis,
        "lines": [
            {
                "code": line.criterion.code,
                "points": str(line.criterion.points),
                "lost": str(line.lost),
                "rules": [
                    {
                        "code": each.rule.code,
                        "points": str(each.rule.points),
                        "found": each.found,
                        "counted": each.cases,
                        "causes": _causes(assessment, marks, each.rule.code, at),
                    }
                    for each in line.deductions
                    if each.found
                ],
            }
            for line in score.lines
        ],
        "fraud": plain(score.fraud),
        "bonus": plain(score.bonus),
        "total": str(score.total),
        "grade": score.grade.value,
    }


def _causes(assessment: Assessment, marks: Marks, rule: str, at: datetime) -> list[str]:
    rows = problems_of(marks, assessment.organ, assessment.year, rule, at=at)
    return sorted(rows.values_list("cause", flat=True))


def digest_of(evidence: dict[str, Any]) -> str:
    """SHA-256 of the evidence in one fixed spelling."""
    text = json.dumps(evidence, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def freeze_problems(assessment: Assessment, *, at: datetime) -> int:
    """From now on only errata change what the score is made of."""
    rows = counted(assessment.year, [assessment.organ_id], at=at).filter(frozen_at=None)
    return rows.update(frozen_at=at)
