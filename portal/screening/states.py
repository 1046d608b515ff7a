"""What a person decides about a finding, who may, and what the decision needs."""

from django.db import models

from portal.accounts.states import Role
from portal.screening.kinds import PERSONAL, SECRECY, Kind


class Decision(models.TextChoices):
    MASKED = "masked", "已经遮盖"
    KEPT = "kept", "依法公开，不遮盖"
    NOT_PERSONAL = "not_personal", "不是个人信息"
    CLEARED = "cleared", "经保密审查可以公开"
    CONFIRMED = "confirmed", "本人看过原件，可以公开"


STANDING = frozenset(Decision) - {Decision.MASKED}
"""The text may stay as it is. A masked datum that is back in the text is a new finding."""

CHOICES: dict[Kind, frozenset[Decision]] = {
    **dict.fromkeys(PERSONAL, frozenset({Decision.MASKED, Decision.KEPT, Decision.NOT_PERSONAL})),
    **dict.fromkeys(SECRECY, frozenset({Decision.CLEARED})),
    Kind.UNREADABLE: frozenset({Decision.CONFIRMED}),
}
"""Which decisions a kind allows. A text with 密级标志 is never held, so the question does not arise for it."""

DECIDERS: dict[Decision, tuple[Role, ...]] = {
    **dict.fromkeys(
        (Decision.MASKED, Decision.KEPT, Decision.NOT_PERSONAL),
        (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.SECRECY_REVIEWER),
    ),
    **dict.fromkeys((Decision.CLEARED, Decision.CONFIRMED), (Role.SECRECY_REVIEWER,)),
}


class SeparationConclusion(models.TextChoices):
    """区分处理: what was cut out, and where it is a state secret, what the 保密部门 says to releasing the rest."""

    NO_SECRET = "no_secret", "去掉的内容不是国家秘密"
    AGREED = "agreed", "涉及国家秘密，保密部门确认可以区分后公开"
    REFUSED = "refused", "涉及国家秘密，保密部门不同意公开"


SEPARATION_REVIEWERS = (Role.SECRECY_REVIEWER,)
"""Who examines what was cut out and enters what the 保密部门 confirmed."""
