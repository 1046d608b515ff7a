"""Following less, less often, not for a while, or nothing any more. Each can be done twice."""

from datetime import datetime

from django.db import transaction

from portal.errors import InvalidInput
from portal.following.models import Follower
from portal.following.states import Frequency, next_moment


@transaction.atomic
def unfollow(follower: Follower, *, following_id: int, at: datetime) -> None:
    """Remove one thing; with the last one everything ends."""
    follower.followings.filter(pk=following_id).delete()
    if not follower.followings.confirmed().exists():
        stop(follower, at=at)


@transaction.atomic
def stop(follower: Follower, *, at: datetime) -> None:
    """全部退订: no mail leaves any more, not even one that waits to be sent."""
    follower.followings.all().delete()
    follower.routes.all().delete()
    Follower.objects.filter(pk=follower.pk, ended_at=None).update(ended_at=at, next_digest_at=None)


@transaction.atomic
def change_frequency(follower: Follower, *, frequency: str, at: datetime) -> None:
    """Raises ``InvalidInput`` (``frequency``)."""
    if frequency not in Frequency.values:
        raise InvalidInput({"frequency": "请选择每天一封或者每周一封"})
    row = Follower.objects.filter(pk=follower.pk, ended_at=None)
    next_digest = None if follower.paused_at else next_moment(frequency, at)
    row.update(frequency=frequency, next_digest_at=next_digest)


@transaction.atomic
def pause(follower: Follower, *, at: datetime) -> None:
    """Nothing is sent until the person goes on; what comes out meanwhile is told then, in one."""
    row = Follower.objects.filter(pk=follower.pk, ended_at=None, paused_at=None)
    row.update(paused_at=at, next_digest_at=None)


@transaction.atomic
def resume(follower: Follower, *, at: datetime) -> None:
    row = Follower.objects.filter(pk=follower.pk, ended_at=None, paused_at__isnull=False)
    row.update(paused_at=None, next_digest_at=next_moment(follower.frequency, at))
