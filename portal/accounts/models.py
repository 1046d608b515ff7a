"""Organs are rows, not an enumeration: a reform (机构改革) is data, never a release."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from portal.accounts import uscc
from portal.accounts.states import UNIQUE_ROLES, OrganKind, ReformKind, Role, Sector

validate_number_code = RegexValidator(r"^[\u4e00-\u9fa5]{1,12}$", "机关代字只写汉字，1至12个，例如“临教发”。")


def validate_uscc(value: str) -> None:
    reason = uscc.fault(value)
    if reason:
        raise ValidationError(reason)


class OrganQuerySet(models.QuerySet["Organ"]):
    def active(self, on: date) -> "OrganQuerySet":
        """Organs that exist on that day."""
        return self.filter(active_from__lte=on).filter(Q(active_to=None) | Q(active_to__gte=on))

    def domestic(self) -> "OrganQuerySet":
        """Organs of this city, without the outside issuers of reposted documents."""
        return self.exclude(kind=OrganKind.OUTSIDE)

    def answered_for_by(self, organ_ids: frozenset[int]) -> frozenset[int]:
        """Those organs and every one whose duties came to them in a reform. One query, one more per generation."""
        found = organ_ids
        while newer := frozenset(self.filter(successor__in=found).exclude(pk__in=found).values_list("pk", flat=True)):
            found |= newer
        return found

    def listed(self, on: date) -> "OrganQuerySet":
        """What the public list of organs shows."""
        return self.active(on).domestic().order_by("position", "pk")


class Organ(models.Model):
    """机关. ``successor`` carries the duties on after a merger; old items keep the name they were issued under."""

    name = models.CharField("全称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=40)
    code = models.SlugField("代码", max_length=40, unique=True, help_text="网址里用的英文代码")
    kind = models.CharField("类别", max_length=20, choices=OrganKind)
    sector = models.CharField("行业", max_length=20, choices=Sector, blank=True, help_text="公共企事业单位所在的行业")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机关"
    )
    uscc = models.CharField(
        "统一社会信用代码", max_length=18, unique=True, null=True, blank=True, validators=[validate_uscc]
    )
    number_code = models.CharField(
        "机关代字",
        max_length=12,
        blank=True,
        validators=[validate_number_code],
        help_text="发文字号开头的汉字，例如 临教发",
    )
    address = models.CharField("办公地址", max_length=200, blank=True)
    postcode = models.CharField(
        "邮政编码", max_length=6, blank=True, validators=[RegexValidator(r"^\d{6}$", "邮政编码是6位数字。")]
    )
    phone = models.CharField("联系电话", max_length=50, blank=True)
    hours = models.CharField("办公时间", max_length=100, blank=True)
    duties = models.TextField("主要职责", blank=True)
    position = models.PositiveIntegerField("排序", default=100)
    active_from = models.DateField("设立日期")
    active_to = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="职责承接机关"
    )

    objects = OrganQuerySet.as_manager()

    class Meta:
        verbose_name = "机关"
        verbose_name_plural = "机关"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to=None) | Q(active_to__gte=models.F("active_from")), name="organ_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=models.F("pk")), name="organ_not_own_successor"
            ),
            models.CheckConstraint(
                condition=Q(sector="") | Q(kind=OrganKind.PUBLIC_ENTERPRISE),
                name="organ_sector_of_enterprise",
                violation_error_message="只有公共企事业单位填行业。",
            ),
            # Two organs under one code would write the same 发文字号.
            models.UniqueConstraint(
                fields=["number_code"], condition=Q(active_to=None) & ~Q(number_code=""), name="organ_number_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_active(self, on: date) -> bool:
        return self.active_from <= on and (self.active_to is None or on <= self.active_to)

    def heir(self) -> "Organ":
        """The organ that answers for this one today: the end of the chain of successors."""
        organ = self
        seen = {organ.pk}
        while organ.successor is not None and organ.successor.pk not in seen:
            organ = organ.successor
            seen.add(organ.pk)
        return organ

    def name_on(self, day: date) -> str:
        """The full name the organ bore on that day. No query when ``reforms`` was prefetched."""
        later = [row for row in self.reforms.all() if row.kind == ReformKind.RENAMED and row.on > day]
        return min(later, key=lambda row: (row.on, row.pk)).old_name if later else self.name


class Reform(models.Model):
    """机构沿革: what became of an organ, when, and by which decision. Never edited."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reforms", verbose_name="机关")
    kind = models.CharField("变动", max_length=10, choices=ReformKind)
    heir = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="inherited_reforms", verbose_name="承接机关"
    )
    on = models.DateField("生效日期")
    basis = models.CharField("依据", max_length=200)
    old_name = models.CharField("原全称", max_length=100, blank=True)
    old_short_name = models.CharField("原简称", max_length=40, blank=True)

    class Meta:
        verbose_name = "机构沿革"
        verbose_name_plural = "机构沿革"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.organ.short_name}{self.get_kind_display()}"


class UserManager(DjangoUserManager["User"]):
    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        """A plain account; without an appointment it may do nothing."""
        user = self.model(username=self.model.normalize_username(username), email=email or "", **fields)
        user.set_password(password)
        user.save(using=self._db, force_insert=True)
        return user

    def create_superuser(self, *args: Any, **fields: Any) -> "User":
        """``createsuperuser`` ends here: nobody stands above the appointments."""
        raise CommandError("本系统没有超级用户。建立第一位系统管理员请用：manage.py create_system_admin")


class User(AbstractUser):
    """A member of staff. What the person may do comes from appointments alone: there is no superuser flag, there
    are no groups and no personal permissions."""

    first_name = None  # type: ignore[assignment]  # one Chinese name field instead of two Western ones
    last_name = None  # type: ignore[assignment]  # as above
    is_superuser = None
    groups = None  # type: ignore[assignment]  # as above
    user_permissions = None  # type: ignore[assignment]  # as above
    name = models.CharField("姓名", max_length=60)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    temporary_until = models.DateTimeField("临时密码有效至", null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_expired_temporary_password(self, at: datetime) -> bool:
        return self.temporary_until is not None and self.temporary_until <= at


class PastPassword(models.Model):
    """The hash of a password used before, so that it is not used again at once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords", verbose_name="用户")
    password = models.CharField("密码散列", max_length=128)
    at = models.DateTimeField("停用时间")

    class Meta:
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, on: date) -> "AppointmentQuerySet":
        """Appointments that hold on that day."""
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Appointment(models.Model):
    """任命: a person holds a role in an organ for a period."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="人员")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="appointments", verbose_name="机关")
    role = models.CharField("角色", max_length=20, choices=Role)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "任命"
        verbose_name_plural = "任命"
        ordering = ["organ", "role", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organ", "role", "starts_on"], name="appointment_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="appointment_period_in_order"
            ),
            models.UniqueConstraint(
                fields=["organ", "role"],
                condition=Q(ends_on=None, role__in=sorted(UNIQUE_ROLES)),
                name="appointment_one_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}（{self.organ.short_name}）"

    def clean(self) -> None:
        """Names the wrong field in Chinese before the database refuses."""
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "结束日期不能早于开始日期。"})


class AccessReview(models.Model):
    """特权账号清单 of one week: who holds a powerful role, since when, and whether it is used."""

    week = models.DateField("周一", unique=True)
    at = models.DateTimeField("生成时间")
    rows = models.JSONField("清单")

    class Meta:
        verbose_name = "特权账号清单"
        verbose_name_plural = "特权账号清单"
        ordering = ["-week"]

    def __str__(self) -> str:
        return f"特权账号清单（{self.week}起的一周）"
