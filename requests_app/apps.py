from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    label = "requests_app"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Tell the platform what the acts are called, what a reform moves, what is searched, kept and printed."""
        from requests_app.cases.acts import register_acts as register_case_acts
        from requests_app.cases.retention import register_retention
        from requests_app.citizens.letters import register_letters as register_application_form
        from requests_app.citizens.mails import register_mails

        register_case_acts()
        register_retention()
        register_application_form()
        register_mails()
