"""Users and their appointments in the staff site. A temporary password is shown on one page and never again."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django_otp import user_has_device

from portal.accounts import services
from portal.accounts.models import AccessReview, Appointment, User
from portal.accounts.selectors import locked_usernames
from portal.accounts.states import Role
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.registers import forms
from portal.staff.registers.base import RegisterAdmin, ShowsSecretOnce, Table, only_the_keeper

SHOWN_ONCE = "临时密码在下一页显示一次。"


def on_another(user: User, actor: Actor) -> str:
    return only_the_keeper(user, actor) or ("自己的账号请另一位系统管理员办理。" if user.pk == actor.id else "")


def open_account_of_another(user: User, actor: Actor) -> str:
    return on_another(user, actor) or ("" if user.is_active else "这个账号已停用。")


def closed_account(user: User, actor: Actor) -> str:
    return on_another(user, actor) or ("这个账号没有停用。" if user.is_active else "")


def create_user(*, tell: Any, **arguments: Any) -> User:
    user, password = services.create_user(**arguments)
    tell(user, password)
    return user


def reset_password(user: User, *, tell: Any, **arguments: Any) -> None:
    tell(user, services.reset_password(user, **arguments))


def reopen_account(user: User, *, tell: Any, **arguments: Any) -> None:
    tell(user, services.reopen_account(user, **arguments))


def appoint(*, user: User, **arguments: Any) -> Appointment:
    return services.appoint(user, **arguments)


@admin.register(User)
class UserAdmin(ShowsSecretOnce, RegisterAdmin):
    once_title = "把临时密码交给本人"
    once_template = "admin/staff/temporary_password.html"
    nav_position = 810
    starts = {"create_user": ActPage(create_user, forms.CreateUser, label="新增用户", note=SHOWN_ONCE)}
    acts = {
        "describe_user": ActPage(
            services.describe_user, forms.DescribeUser, label="修改资料", button="保存", why_not=only_the_keeper
        ),
        "unlock": ActPage(services.unlock, forms.IdentityChecked, label="解除锁定", why_not=open_account_of_another),
        "reset_password": ActPage(
            reset_password,
            forms.GivesPassword,
            label="重设密码",
            note=f"本人的登录都会退出。{SHOWN_ONCE}",
            why_not=open_account_of_another,
        ),
        "reset_second_factor": ActPage(
            services.reset_second_factor,
            forms.IdentityChecked,
            label="重设动态口令",
            note="原来的手机和备用码都作废，下次登录重新绑定。",
            why_not=open_account_of_another,
        ),
        "close_account": ActPage(
            services.close_account,
            forms.IdentityChecked,
            label="停用账号",
            warning="本人的登录和全部任命立刻失效。办过的事仍记在其名下。",
            why_not=open_account_of_another,
        ),
        "reopen_account": ActPage(
            reopen_account,
            forms.GivesPassword,
            label="恢复账号",
            note=f"任命要另外办理。{SHOWN_ONCE}",
            why_not=closed_account,
        ),
    }
    facts = ("username", "name", "phone", "email", "is_active", "date_joined", "last_login", "password_changed_at")
    list_display = ("username", "name", "phone", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username", "name")
    search_help_text = "用户名、姓名"

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in ("name", "phone", "email")} if act == "describe_user" else {}

    def more_facts(self, subject: Any, request: HttpRequest) -> list[tuple[str, str]]:
        locked = subject.username in locked_usernames(at=visitor.moment(request))
        return [
            ("动态口令", "已绑定手机" if user_has_device(subject) else "没有绑定"),
            ("登录锁定", "锁定中，连续登录失败" if locked else "没有锁定"),
        ]

    def tables(self, subject: Any, request: HttpRequest) -> list[Table]:
        rows = subject.appointments.select_related("organ").order_by("-starts_on", "pk")
        lines = [(row.organ.name, Role(row.role).label, row.starts_on, row.ends_on or "") for row in rows]
        return [("任命", ("机关", "角色", "起", "止"), lines)]


@admin.register(Appointment)
class AppointmentAdmin(RegisterAdmin):
    nav_position = 820
    starts = {"appoint": ActPage(appoint, forms.Appoint, label="任命")}
    acts = {
        "end_appointment": ActPage(
            services.end_appointment, forms.EndAppointment, label="结束任命", why_not=only_the_keeper
        )
    }
    facts = ("user", "organ", "role", "starts_on", "ends_on")
    list_display = ("user", "organ", "role", "starts_on", "ends_on")
    list_filter = ("role", ("ends_on", admin.EmptyFieldListFilter), ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "organ")
    search_fields = ("user__name", "user__username", "organ__name")
    search_help_text = "姓名、用户名、机关"


@admin.register(AccessReview)
class AccessReviewAdmin(RegisterAdmin):
    nav_position = 830
    list_display = ("week", "at", "holders")
    facts = ("week", "at")

    @admin.display(description="任命数")
    def holders(self, review: AccessReview) -> int:
        return len(review.rows)

    def tables(self, subject: Any, request: HttpRequest) -> list[Table]:
        lines = [
            (
                row["organ"],
                row["role_label"],
                row["name"],
                row["since"],
                (row["last_login"] or "从未登录")[:10],
                "有" if row["has_second_factor"] else "没有",
                "是" if row["is_unused"] else "",
            )
            for row in subject.rows
        ]
        return [("谁持有重要角色", ("机关", "角色", "姓名", "从何时起", "最近登录", "动态口令", "长期不用"), lines)]
