from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The outbox: what must be told to whom, and whether it arrived."""

    name = "portal.notices"
    label = "notices"
    verbose_name = "通知"

    def ready(self) -> None:
        from portal.audit import acts
        from portal.notices.channels import register
        from portal.notices.channels.email import Email
        from portal.notices.channels.in_site import InSite
        from portal.notices.channels.sms import Sms
        from portal.notices.channels.webhook import Webhook
        from portal.notices.states import ChannelName

        register(ChannelName.IN_SITE, InSite())
        register(ChannelName.EMAIL, Email())
        register(ChannelName.SMS, Sms())
        register(ChannelName.WEBHOOK, Webhook())
        acts.register("notices.notice", {"notice_send_again": "再发一次"})
