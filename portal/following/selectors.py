"""What a mail or a page says about one person's followings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.following import kinds, links
from portal.following.kinds import Ref, Thing
from portal.following.models import Digest, Follower, Following
from portal.following.states import TOKEN_LIFE
from portal.search import registry
from portal.search.entry import Entry


@dataclass(frozen=True, slots=True)
class Followed:
    """One line of “我的关注”. ``thing`` is ``None`` when it no longer exists, such as a column that was closed."""

    following: Following
    thing: Thing | None


@dataclass(frozen=True, slots=True)
class Group:
    """What is new because of one thing followed."""

    thing: Thing
    entries: Sequence[Entry]


def waiting_for(token: str, *, at: datetime) -> Following | None:
    """The asking that this token confirms, while it can be confirmed."""
    asked = Following.objects.filter(token_digest=links.digest_of(token), asked_at__gt=at - TOKEN_LIFE)
    return asked.select_related("follower").first() if token else None


def thing_of(following: Following) -> Thing | None:
    return kinds.things([(following.kind, following.key)]).get((following.kind, following.key))


def followed_by(follower: Follower) -> list[Followed]:
    """What the person follows, the oldest first. One query, one more per kind."""
    rows = list(follower.followings.confirmed().order_by("pk"))
    things = kinds.things((row.kind, row.key) for row in rows)
    return [Followed(row, things.get((row.kind, row.key))) for row in rows]


def contents(digest: Digest) -> list[Group]:
    """The digest as it may be read at this moment: what is public, because of what is still followed.

    One query for the lines, one per kind, one per label of items.
    """
    lines = digest.lines.filter(following__isnull=False).select_related("following").order_by("following", "pk")
    told = [((row.label, row.object_id), (row.following.kind, row.following.key)) for row in lines if row.following]
    things = kinds.things({key for _, key in told})
    entries = _public([item for item, _ in told])
    groups: dict[tuple[str, str], list[Entry]] = {}
    for item, key in told:
        if item in entries and key in things:
            groups.setdefault(key, []).append(entries[item])
    return [Group(things[key], found) for key, found in groups.items()]


def _public(refs: Sequence[Ref]) -> dict[Ref, Entry]:
    """Those of the items anybody may read now, by the rule of the search."""
    by_label: dict[str, list[int]] = {}
    for label, pk in refs:
        by_label.setdefault(label, []).append(pk)
    found: dict[Ref, Entry] = {}
    for source in registry.sources():
        if ids := by_label.get(source.label):
            found |= {(source.label, row.pk): source.to_entry(row) for row in source.public().filter(pk__in=ids)}
    return found
