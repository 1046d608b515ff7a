"""A corpus repeated with variation, for measuring many more documents than there are."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.bench import corpus

# Lengths as portals have them: half of the documents under 1,350 characters, some twenty times as long.
_LENGTH_MEDIAN_LOG = 7.2
_LENGTH_SPREAD = 0.8
_SEED = 20260521
_PLACES = "东西南北中上下前后新老大小青白红金银海江"


def documents(folder: Path, first: int, last: int) -> Iterator[dict[str, Any]]:
    """Rows number ``first`` to ``last`` (from 0) of an endless library; every number is always the same row.

    The first copy of a document keeps its title; later ones are of another place. Bodies are passages.
    """
    rows = list(corpus.documents(folder))
    for number in range(first, last):
        chance = random.Random(_SEED + number)  # noqa: S311  # not a secret
        copy, place = divmod(number, len(rows))
        row = rows[place]
        length = int(chance.lognormvariate(_LENGTH_MEDIAN_LOG, _LENGTH_SPREAD))
        start = chance.randrange(max(1, len(row["body"]) - length))
        title = f"{''.join(chance.choices(_PLACES, k=2))}区：{row['title']}" if copy else row["title"]
        yield row | {"id": number + 1, "title": title, "body": row["body"][start : start + length]}
