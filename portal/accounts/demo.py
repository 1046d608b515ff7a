"""Organs, reforms and people of a demonstration city, from rows of data. Nobody in it exists."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal import clock
from portal.accounts import services, uscc
from portal.accounts.models import Organ, User
from portal.accounts.passwords import temporary_password
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.audit.services import record

FOUNDED_ON = date(2010, 1, 1)
BASIS = "临江市机构设置方案"
_NO_DIVISION = "11000000"

_STAFF = {
    Role.HANDLER: "经办人",
    Role.INFO_CLERK: "信息员",
    Role.DEPT_REVIEWER: "科室负责人",
    Role.SIGNER: "分管负责人",
    Role.HEAD: "主要负责人",
    Role.SECRECY_REVIEWER: "保密审查员",
    Role.DISCLOSURE_HEAD: "公开机构负责人",
}
"""One person of each in every organ: what it takes to bring a document to the public."""

_CITY_STAFF = {
    Role.OFFICE_APPROVER: "市政府办公室分管领导",
    Role.OVERSIGHT: "政务公开科科员",
    Role.CITY_LEADER: "市领导",
    Role.DISCIPLINE: "分管纪检的领导",
    Role.SUPERVISOR: "社会监督员",
    Role.SYSTEM_ADMIN: "系统管理员",
}
"""Named without an organ: there is one of each in the city."""


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """An account anybody may try; ``can`` says what for."""

    username: str
    organ: str
    role: Role
    can: str


@dataclass(frozen=True, slots=True)
class Credential:
    account: OpenAccount
    name: str
    password: str


def found(row: Mapping[str, Any], *, at: datetime, active_from: date | None = None) -> Organ:
    """Found the organ a row of data describes. Its code is well formed and belongs to nobody."""
    body = f"{_NO_DIVISION}{row['serial']:09d}"
    return services.found_organ(
        actor=SYSTEM,
        at=at,
        name=row["name"],
        short_name=row["short_name"],
        code=row["code"],
        kind=OrganKind(row["kind"]),
        sector=row.get("sector", ""),
        parent=Organ.objects.get(code=row["parent"]) if "parent" in row else None,
        basis=BASIS,
        active_from=active_from or row.get("active_from", FOUNDED_ON),
        uscc=body + uscc.check_character(body),
        number_code=row["number_code"],
        address=f"临江市{row['address']}",
        postcode="000000",
        phone=row["phone"],
        hours="工作日8:30—12:00，14:00—17:30",
        duties=row["duties"],
        position=row["serial"] * 10,
    )


def reform(row: Mapping[str, Any], *, at: datetime) -> None:
    """Merge the named organs, into one founded that day if the row says so."""
    if "founds" in row:
        found(row["founds"], at=at, active_from=clock.local(at).date())
    organs = [Organ.objects.get(code=code) for code in row["merges"]]
    services.merge_organs(organs, into=Organ.objects.get(code=row["into"]), basis=row["basis"], actor=SYSTEM, at=at)


def open_accounts(rows: Iterable[Mapping[str, Any]]) -> list[OpenAccount]:
    return [OpenAccount(row["username"], row["organ"], Role(row["role"]), row["can"]) for row in rows]


def staff_organ(organ: Organ, accounts: Iterable[OpenAccount], *, at: datetime) -> list[Credential]:
    """Appoint one person to each role; those among ``accounts`` get a password, the others cannot sign in."""
    opened = {account.role: account for account in accounts if account.organ == organ.code}
    names = {role: f"{organ.short_name}{title}" for role, title in _STAFF.items()}
    names |= {role: name for role, name in _CITY_STAFF.items() if role in opened}
    credentials = []
    for role, name in names.items():
        account = opened.get(role)
        password = temporary_password(secrets.SystemRandom()) if account else None
        user = _person(account.username if account else f"{organ.code}.{role}", name, password, at=at)
        services.appoint(user, organ=organ, role=role, starts_on=clock.local(at).date(), actor=SYSTEM, at=at)
        if account and password:
            credentials.append(Credential(account, name, password))
    return credentials


def _person(username: str, name: str, password: str | None, *, at: datetime) -> User:
    """Unlike ``services.create_user``: no temporary password, since nobody is there to hand it over."""
    user = User(username=username, name=name, is_staff=True, date_joined=at, password_changed_at=at)
    user.set_password(password)
    user.save(force_insert=True)
    record(act="create_user", subject=user, actor=SYSTEM, at=at, after={"username": username, "name": name})
    return user


def password_table(credentials: Iterable[Credential]) -> str:
    """What a visitor needs to sign in, one person a line."""
    rows = [("用户名", "密码", "是谁，能做什么")]
    rows += [(item.account.username, item.password, f"{item.name}：{item.account.can}") for item in credentials]
    first, second = (max(_width(row[place]) for row in rows) for place in (0, 1))
    return "".join(f"{_padded(name, first)}  {_padded(password, second)}  {what}\n" for name, password, what in rows)


def _width(text: str) -> int:
    """Columns of a terminal: Han characters take two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
