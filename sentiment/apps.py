from django.apps import AppConfig


class SentimentConfig(AppConfig):
    name = "sentiment"
    label = "sentiment"
    verbose_name = "舆情回应"

    def ready(self) -> None:
        """Tell the platform what can be searched, what its acts are called, what a reform moves, what is erased."""
        from sentiment.clarification.acts import register_acts as register_clarification_acts
        from sentiment.clarification.reform import register_mover as register_clarification_mover
        from sentiment.clarification.search import register_search as register_clarification_search
        from sentiment.clarification.sitemaps import register_sitemap as register_clarification_sitemap
        from sentiment.conversion import register_conversion
        from sentiment.duty.acts import register_acts as register_duty_acts
        from sentiment.mailbox.acts import register_acts as register_mailbox_acts
        from sentiment.mailbox.mails import register_mails as register_mailbox_mails
        from sentiment.mailbox.reform import register_mover as register_mailbox_mover
        from sentiment.mailbox.retention import register_retention as register_mailbox_retention
        from sentiment.mailbox.search import register_search as register_mailbox_search
        from sentiment.mailbox.sitemaps import register_sitemap as register_mailbox_sitemap
        from sentiment.meetings.acts import register_acts as register_meeting_acts
        from sentiment.meetings.reform import register_mover as register_meeting_mover
        from sentiment.meetings.search import register_search as register_meeting_search
        from sentiment.responses.acts import register_acts as register_response_acts
        from sentiment.responses.reform import register_mover as register_response_mover
        from sentiment.responses.search import register_search
        from sentiment.responses.sitemaps import register_sitemap
        from sentiment.tickets.acts import register_acts
        from sentiment.tickets.reform import register_mover

        register_acts()
        register_response_acts()
        register_duty_acts()
        register_mover()
        register_response_mover()
        register_search()
        register_sitemap()
        register_mailbox_acts()
        register_mailbox_mails()
        register_mailbox_mover()
        register_mailbox_retention()
        register_mailbox_search()
        register_mailbox_sitemap()
        register_conversion()
        register_meeting_acts()
        register_meeting_mover()
        register_meeting_search()
        register_clarification_acts()
        register_clarification_mover()
        register_clarification_search()
        register_clarification_sitemap()
