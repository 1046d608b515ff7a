"""What a score was made of, as data, and its digest: the same facts give the same digest."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assessment.problems.models import ProblemFile
from assessment.scoring.models import Assessment
from assessment.scoring.selectors import counted, problems_of
from assessment.standards.criteria import plain
from assessment.standards.marks import Marks, Score


def evidence(assessment: Assessment, marks: Marks, score: Score, *, at: datetime) -> dict[str, Any]:
    """Every line with the causes of its problems and the hashes of the files that prove them."""
    proofs = _proofs(assessment)
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
                        **_behind(assessment, marks, each.rule.code, proofs, at),
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


def _behind(
    assessment: Assessment, marks: Marks, rule: str, proofs: Mapping[str, list[str]], at: datetime
) -> dict[str, Any]:
    """``evidence``: cause → SHA-256 of its files, where there are any."""
    rows = problems_of(marks, assessment.organ, assessment.year, rule, at=at)
    causes = sorted(rows.values_list("cause", flat=True))
    return {"causes": causes, "evidence": {cause: proofs[cause] for cause in causes if cause in proofs}}


def _proofs(assessment: Assessment) -> dict[str, list[str]]:
    """Cause → hashes of its files in one order. One query."""
    rows = ProblemFile.objects.filter(problem__organ=assessment.organ_id, problem__year=assessment.year)
    found: dict[str, list[str]] = {}
    for cause, sha256 in rows.order_by("file__sha256").values_list("problem__cause", "file__sha256"):
        found.setdefault(cause, []).append(sha256)
    return found


def digest_of(evidence: dict[str, Any]) -> str:
    """SHA-256 of the evidence in one fixed spelling."""
    text = json.dumps(evidence, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def freeze_problems(assessment: Assessment, *, at: datetime) -> int:
    """From now on only errata change what the score is made of."""
    rows = counted(assessment.year, [assessment.organ_id], at=at).filter(frozen_at=None)
    return rows.update(frozen_at=at)
