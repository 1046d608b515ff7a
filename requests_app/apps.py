from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    label = "requests_app"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Tell the platform what the acts are called, what a reform moves, what is searched, kept and printed."""
        from requests_app.answering import selectors
        from requests_app.answering import services as answering
        from requests_app.answering.acts import register_acts as register_answering_acts
        from requests_app.answering.letters import register_letters as register_answer_letters
        from requests_app.cases import checks
        from requests_app.cases.acts import register_acts as register_case_acts
        from requests_app.cases.retention import register_retention
        from requests_app.citizens.letters import register_letters as register_application_form
        from requests_app.citizens.mails import register_mails
        from requests_app.serving import reaching
        from requests_app.serving.acts import register_acts as register_serving_acts
        from requests_app.serving.letters import register_letters as register_serving_letters
        from requests_app.serving.states import Purpose

        register_case_acts()
        register_retention()
        register_application_form()
        register_mails()
        register_serving_acts()
        register_answering_acts()
        register_serving_letters()
        register_answer_letters()
        reaching.register(Purpose.ANSWER, answering.arrived)
        checks.register(checks.Point.DECIDED, selectors.decision_faults)
        checks.register(checks.Point.SCREENED, selectors.open_findings)
        checks.register(checks.Point.LETTERS, selectors.letter_faults)
