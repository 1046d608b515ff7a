"""``python -m scripts.bench.screening [FOLDER]``: how much the screening finds, how often it errs, how fast it reads.

FOLDER holds real documents of public record: whatever is found there is listed by kind, as the rate of findings.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.screening.detectors import scan
from portal.screening.kinds import SCANNED, Kind
from scripts.bench.corpus import documents
from scripts.bench.labelled import Case, cases
from scripts.bench.labelled_texts import CLEAN
from scripts.bench.timing import table

MUST_NOT_BE_MISSED = (Kind.ID_CARD, Kind.MOBILE, Kind.BANK_CARD, Kind.SECRET_MARK, Kind.SECRECY_WORD)
RECALL, PRECISION, MEGABYTES = 0.99, 0.95, 5.0
_PROSE = 3000


@dataclass(frozen=True, slots=True)
class Score:
    """One kind: how many were there, how many of those were found with their exact ends, how many were found in all."""

    kind: Kind
    labelled: int
    right: int
    reported: int

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.reported if self.reported else 1.0


def scores(labelled: Iterable[Case]) -> list[Score]:
    there: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    reported: Counter[Kind] = Counter()
    for case in labelled:
        wanted = {(label.kind, label.start, label.end) for label in case.labels}
        found = {(match.kind, match.start, match.end) for match in scan(case.text)}
        there.update(kind for kind, *_ in wanted)
        reported.update(kind for kind, *_ in found)
        right.update(kind for kind, *_ in wanted & found)
    return [Score(kind, there[kind], right[kind], reported[kind]) for kind in SCANNED]


def megabytes_per_second(texts: Sequence[str]) -> float:
    """UTF-8 bytes read per second of one processor."""
    scan(texts[0])
    began = time.process_time()
    for text in texts:
        scan(text)
    return sum(len(text.encode()) for text in texts) / 1e6 / (time.process_time() - began)


def _office_texts() -> list[str]:
    """A page or two of prose, then one passage with a person in it."""
    prose = "\n".join(template for template in CLEAN if "{" not in template)
    page = prose * (_PROSE // len(prose))
    return [page + case.text for case in cases()]


def _print_public_record(folder: Path) -> list[str]:
    texts = [f"{row['title']}\n{row['body']}" for row in documents(folder)]
    found = Counter(match.kind for text in texts for match in scan(text))
    touched = sum(bool(scan(text)) for text in texts)
    rows = [[kind.label, str(count)] for kind, count in found.items()]
    print(table(f"{len(texts)} 份已经公开的文件，{touched} 份有提示", ["类别", "处"], rows))
    return texts


def main(folder: str = "") -> int:
    """Prints the tables; 1 when a target is missed."""
    labelled = list(cases())
    rows = scores(labelled)
    guilty = sum(bool(case.labels) for case in labelled)
    print(
        table(
            f"筛查：{len(labelled)} 份标注文本，{guilty} 份有、{len(labelled) - guilty} 份没有要找的内容",
            ["类别", "应找到", "找对", "报出", "召回", "精确"],
            [
                [
                    row.kind.label,
                    str(row.labelled),
                    str(row.right),
                    str(row.reported),
                    f"{row.recall:.3f}",
                    f"{row.precision:.3f}",
                ]
                for row in rows
            ],
        )
    )
    texts = _print_public_record(Path(folder)) if folder else _office_texts()
    speed = megabytes_per_second(texts)
    print(f"\n速度 {speed:.1f} MB/s（至少 {MEGABYTES:.0f}）")
    missed = [row for row in rows if row.kind in MUST_NOT_BE_MISSED and row.recall < RECALL]
    wrong = [row for row in rows if row.precision < PRECISION]
    return int(bool(missed or wrong) or speed < MEGABYTES)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
