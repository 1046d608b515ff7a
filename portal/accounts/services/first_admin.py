"""How a new city gets its first administrator, who then appoints everybody else."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from portal import clock
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.services.appointments import appoint
from portal.accounts.services.organs import found_organ
from portal.accounts.services.users import create_user
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.errors import DomainError

BASIS = "系统初始化"


@transaction.atomic
def create_first_admin(
    *, username: str, name: str, at: datetime, organ_code: str = "", recover: bool = False
) -> tuple[User, str]:
    """Account, temporary password and appointment in one act of the system.

    Raises ``DomainError`` while somebody holds the role, unless ``recover``: a shell is no second way to power.
    """
    today = clock.local(at).date()
    holders = Appointment.objects.in_force(today).filter(role=Role.SYSTEM_ADMIN, user__is_active=True)
    if holders.exists() and not recover:
        raise DomainError("已经有系统管理员，请由其在工作台新增。都不能登录时，加 --recover 再建一位，审计会记录。")
    organ = _seat(organ_code, at)
    user, password = create_user(actor=SYSTEM, at=at, username=username, name=name)
    appoint(user, organ=organ, role=Role.SYSTEM_ADMIN, starts_on=today, actor=SYSTEM, at=at, reason=BASIS)
    return user, password


def _seat(code: str, at: datetime) -> Organ:
    if code:
        organ = Organ.objects.filter(code=code).first()
        if organ is None:
            raise DomainError(f"没有代码是“{code}”的机关。")
        return organ
    government = Organ.objects.filter(kind=OrganKind.GOVERNMENT).active(clock.local(at).date()).first()
    return government or found_organ(
        actor=SYSTEM,
        at=at,
        name=settings.SITE["government"],
        short_name="市政府",
        code="government",
        kind=OrganKind.GOVERNMENT,
        basis=BASIS,
    )
