from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """What must not leave: secrecy marks and personal data in a text, and what was decided about each."""

    name = "portal.screening"
    label = "screening"
    verbose_name = "公开前筛查"

    def ready(self) -> None:
        from portal.audit.acts import ANY_SUBJECT, register

        register(
            ANY_SUBJECT,
            {
                "decide_findings": "处理筛查发现",
                "screen_again": "重新筛查",
                "confirm_separation": "审核区分处理",
            },
        )
        register("screening.refusedtext", {"refuse_text": "拒收涉密内容"})
