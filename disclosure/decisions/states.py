"""How far a catalogue, a decision and a hearing have come, and who takes them there."""

from django.db import models

from portal.accounts.states import Role


class CatalogueState(models.TextChoices):
    DRAFT = "draft", "编制"
    PUBLISHED = "published", "已公布"
    REVISING = "revising", "已公布，正在调整"


class State(models.TextChoices):
    PROPOSED = "proposed", "建议"
    UNDER_WAY = "under_way", "程序进行中"
    PASSED = "passed", "集体讨论通过，待公布"
    ANNOUNCED = "announced", "已公布"
    ARCHIVED = "archived", "已归档"
    ENDED = "ended", "已终止"
    EXEMPT = "exempt", "不适用程序"


PUBLIC = (State.UNDER_WAY, State.PASSED, State.ANNOUNCED, State.ARCHIVED, State.ENDED, State.EXEMPT)
"""Everybody may read that it is decided about, and how."""
BEFORE = (State.UNDER_WAY, State.PASSED)
"""Steps up to the announcement are recorded."""
DECIDED = (State.ANNOUNCED, State.ARCHIVED)
"""What was heard, judged and discussed is read by everybody."""
MAY_GO_OUT = (State.PASSED, State.ANNOUNCED, State.ARCHIVED, State.EXEMPT)
"""The document that carries the decision may be signed and published."""


class HearingState(models.TextChoices):
    DRAFT = "draft", "起草公告"
    ANNOUNCED = "announced", "已公告"
    LISTED = "listed", "已公布参加人"
    HELD = "held", "已举行"
    CANCELLED = "cancelled", "已取消"


SEEN = (HearingState.ANNOUNCED, HearingState.LISTED, HearingState.HELD)
"""Hearings everybody may read of."""
COMING = (HearingState.ANNOUNCED, HearingState.LISTED)

DRAFTERS = (Role.HANDLER, Role.INFO_CLERK)
APPROVERS = (Role.SIGNER, Role.HEAD)
PUBLISHERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
